/*
 * object_coll.c - DR_Bcast_object and its kin: collectives of objects.
 *
 * Trees of messages in the communicator's collective context, each with the
 * number of its call as the tag.
 */
#include "object/tree.h"

#include <string.h>

#include "api/operation.h"
#include "core/unison.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

/* What the wire's functions are given. */
struct way {
    struct dr_comm *comm;
    int tag;
};

static struct dr_request *make(const struct way *way,
                               enum dr_operation operation, int peer)
{
    struct dr_request *request = dr_request_new(operation);

    request->comm = dr_comm_hold(way->comm);
    request->context = way->comm->circle->context + DR_CONTEXT_COLLECTIVE;
    request->peer = peer;
    request->tag = way->tag;
    request->type = dr_datatype_get(MPI_BYTE);
    request->call = dr_world->self->call->name;
    request->site = dr_world->self->call->site;
    return request;
}

static int send(void *self, const char *bytes, size_t size, int target)
{
    struct dr_request *request = make(self, DR_SEND, target);

    request->buffer = (void *)(uintptr_t)bytes;
    request->count = size;
    dr_operation_start(request);
    dr_wait_for(request);
    dr_operation_release(request);
    return MPI_SUCCESS;
}

static int recv(void *self, char **bytes, size_t *size, int source)
{
    struct dr_request *request = make(self, DR_RECV, source);

    request->grows = true;
    dr_operation_start(request);
    dr_wait_for(request);
    *bytes = request->buffer;
    *size = request->result.bytes;
    request->buffer = NULL;
    dr_operation_release(request);
    return MPI_SUCCESS;
}

/* What comes and is no object is of another collective, which the members were
 * perhaps told of. */
static int raise(void *self, int error, const char *why)
{
    static const struct dr_about other = {
        .advice = "let all ranks of the communicator call the same "
                  "collectives in the same order"};
    struct dr_comm *comm = ((const struct way *)self)->comm;
    const struct dr_rank *rank = dr_world->self;

    if (error == MPI_ERR_COUNT ||
        (error == MPI_ERR_ARG && strcmp(why, DR_OBJECT_IS_FREED) == 0))
        return dr_operation_raise_object(comm, error);
    if (error != MPI_ERR_TYPE)
        return dr_raise(comm, error, "%s", why);
    if (dr_operation_mismatched(rank->id, rank->call->site))
        return dr_operation_raise_known(comm, error);
    return dr_raise_about(comm, error, &other, "what came is no object: %s",
                          why);
}

/* The wire of this call; `root` may be DR_UNISON_NO_ROOT. */
static int open_wire(MPI_Comm handle, int root, struct way *way,
                     struct dr_object_wire *wire)
{
    int error = dr_check_comm(handle, &way->comm);

    if (!error)
        error = dr_check_intra(way->comm);
    if (!error && root != DR_UNISON_NO_ROOT &&
        (root < 0 || root >= way->comm->size))
        error = dr_raise(way->comm, MPI_ERR_ROOT,
                         "root %d of a communicator of %d ranks", root,
                         way->comm->size);
    if (error)
        return error;
    way->tag = dr_schedule_pass(way->comm, root);
    *wire = (struct dr_object_wire){.rank = way->comm->rank,
                                    .size = way->comm->size,
                                    .self = way,
                                    .send = send,
                                    .recv = recv,
                                    .raise = raise};
    return MPI_SUCCESS;
}

int DR_Bcast_object(DR_Object **object, int root, MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error;

    DR_DOOR("DR_Bcast_object", "&ic", object, root, comm);

    error = open_wire(comm, root, &way, &wire);
    return error ? error : dr_object_bcast(&wire, object, root);
}

int DR_Gather_object(const DR_Object *mine, DR_Object **all, int root,
                     MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error;

    DR_DOOR("DR_Gather_object", "*&ic", mine, all, root, comm);

    error = open_wire(comm, root, &way, &wire);
    return error ? error : dr_object_gather(&wire, mine, all, root);
}

int DR_Allgather_object(const DR_Object *mine, DR_Object **all, MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error;

    DR_DOOR("DR_Allgather_object", "*&c", mine, all, comm);

    error = open_wire(comm, DR_UNISON_NO_ROOT, &way, &wire);
    return error ? error : dr_object_allgather(&wire, mine, all);
}

int DR_Scatter_object(const DR_Object *all, DR_Object **mine, int root,
                      MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error;

    DR_DOOR("DR_Scatter_object", "*&ic", all, mine, root, comm);

    error = open_wire(comm, root, &way, &wire);
    return error ? error : dr_object_scatter(&wire, all, mine, root);
}

int DR_Reduce_object(const DR_Object *mine, DR_Object **result,
                     DR_Reduce_function *combine, void *data, int root,
                     MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error;

    DR_DOOR("DR_Reduce_object", "*&**ic", mine, result, combine, data, root,
            comm);

    error = open_wire(comm, root, &way, &wire);
    if (!error && !combine)
        error =
            dr_raise(way.comm, MPI_ERR_ARG, "the function to combine is NULL");
    return error ? error
                 : dr_object_reduce(&wire, mine, result, combine, data, root);
}
