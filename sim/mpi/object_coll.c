/*
 * object_coll.c - DR_Bcast_object and its kin on a real MPI.
 *
 * Their messages go through a communicator of their own, duplicated by the
 * first of them on each communicator and kept there as an attribute.
 */
#include "object/tree.h"

#include <stdlib.h>

enum {
    TAG = 0
};

/* What the wire's functions are given. */
struct way {
    MPI_Comm users, own;
};

static int free_own(MPI_Comm comm, int key, void *value, void *extra_state)
{
    (void)comm;
    (void)key;
    (void)extra_state;
    PMPI_Comm_free(value);
    free(value);
    return MPI_SUCCESS;
}

static MPI_Comm own_of(MPI_Comm comm)
{
    static int key = MPI_KEYVAL_INVALID;
    MPI_Comm *own;
    int found;

    if (key == MPI_KEYVAL_INVALID)
        PMPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, free_own, &key, NULL);
    PMPI_Comm_get_attr(comm, key, &own, &found);
    if (!found) {
        own = malloc(sizeof *own);
        PMPI_Comm_dup(comm, own);
        PMPI_Comm_set_attr(comm, key, own);
    }
    return *own;
}

static int send(void *self, const char *bytes, size_t size, int target)
{
    const struct way *way = self;

    return PMPI_Send(bytes, (int)size, MPI_BYTE, target, TAG, way->own);
}

static int recv(void *self, char **bytes, size_t *size, int source)
{
    const struct way *way = self;
    MPI_Message message;
    MPI_Status status;
    int count;

    PMPI_Mprobe(source, TAG, way->own, &message, &status);
    PMPI_Get_count(&status, MPI_BYTE, &count);
    *size = (size_t)count;
    *bytes = malloc(*size + 1);
    return PMPI_Mrecv(*bytes, count, MPI_BYTE, &message, &status);
}

static int raise(void *self, int error, const char *why)
{
    const struct way *way = self;

    (void)why;
    PMPI_Comm_call_errhandler(way->users, error);
    return error;
}

static int open_wire(MPI_Comm comm, int root, struct way *way,
                     struct dr_object_wire *wire)
{
    int inter;

    *wire = (struct dr_object_wire){
        .self = way, .send = send, .recv = recv, .raise = raise};
    way->users = comm;
    PMPI_Comm_test_inter(comm, &inter);
    if (inter)
        return raise(way, MPI_ERR_COMM, NULL);
    PMPI_Comm_rank(comm, &wire->rank);
    PMPI_Comm_size(comm, &wire->size);
    if (root < 0 || root >= wire->size)
        return raise(way, MPI_ERR_ROOT, NULL);
    way->own = own_of(comm);
    return MPI_SUCCESS;
}

int DR_Bcast_object(DR_Object **object, int root, MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error = open_wire(comm, root, &way, &wire);

    return error ? error : dr_object_bcast(&wire, object, root);
}

int DR_Gather_object(const DR_Object *mine, DR_Object **all, int root,
                     MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error = open_wire(comm, root, &way, &wire);

    return error ? error : dr_object_gather(&wire, mine, all, root);
}

int DR_Allgather_object(const DR_Object *mine, DR_Object **all, MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error = open_wire(comm, 0, &way, &wire);

    return error ? error : dr_object_allgather(&wire, mine, all);
}

int DR_Scatter_object(const DR_Object *all, DR_Object **mine, int root,
                      MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error = open_wire(comm, root, &way, &wire);

    return error ? error : dr_object_scatter(&wire, all, mine, root);
}

int DR_Reduce_object(const DR_Object *mine, DR_Object **result,
                     DR_Reduce_function *combine, void *data, int root,
                     MPI_Comm comm)
{
    struct dr_object_wire wire;
    struct way way;
    int error = open_wire(comm, root, &way, &wire);

    if (!error && !combine)
        error = raise(&way, MPI_ERR_ARG, NULL);
    return error ? error
                 : dr_object_reduce(&wire, mine, result, combine, data, root);
}
