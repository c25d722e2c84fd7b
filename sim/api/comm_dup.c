/*
 * comm_dup.c - copies of communicators, with all that is cached on them (MPI
 * 3.1, section 6.4.2).
 */
#include "api/collective.h"
#include "api/comm_make.h"

/* The copy hears of the original what it does not copy by callbacks. */
static void inherit(struct dr_comm *made, const struct dr_comm *from,
                    const struct dr_info *info)
{
    if (from->topology)
        made->topology = dr_topology_hold(from->topology);
    if (info)
        made->info = dr_info_copy(info);
}

static int raise_copy(struct dr_comm *comm, int error)
{
    return dr_raise(comm, error, "a copy callback returned %d", error);
}

/* The other members have their copy although a callback fails here. */
static int duplicate(struct dr_comm *comm, const struct dr_info *info,
                     MPI_Comm *newcomm)
{
    struct dr_comm *made = dr_comm_divide(comm, 0, comm->rank);
    int error;

    inherit(made, comm, info);
    error =
        dr_attributes_copy(&comm->attributes, comm->handle, &made->attributes);
    *newcomm = made->handle;
    if (!error)
        return MPI_SUCCESS;
    *newcomm = MPI_COMM_NULL;
    dr_attributes_delete(&made->attributes, made->handle);
    dr_handle_free(&dr_world->self->handles, (uintptr_t)made->handle);
    dr_comm_release(made);
    return raise_copy(comm, error);
}

int PMPI_Comm_dup(MPI_Comm comm, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_dup", "c&", comm, newcomm);

    error = dr_check_comm(comm, &found);
    return error ? error : duplicate(found, found->info, newcomm);
}
DR_ALIAS(int, Comm_dup, (MPI_Comm, MPI_Comm *))

int PMPI_Comm_dup_with_info(MPI_Comm comm, MPI_Info info, MPI_Comm *newcomm)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_Comm_dup_with_info", "cI&", comm, info, newcomm);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = dr_check_info(found, info, &hints);
    return error ? error : duplicate(found, hints, newcomm);
}
DR_ALIAS(int, Comm_dup_with_info, (MPI_Comm, MPI_Info, MPI_Comm *))


/* A copy under way; scratch memory of its schedule. */
struct birth {
    struct dr_rank *owner;
    struct dr_comm *parent;
    struct dr_accord *accord;
    struct dr_attributes attributes;
    struct dr_info *info; /* or NULL */
    MPI_Comm *newcomm;
};

static MPI_Comm bear(struct birth *birth)
{
    int rank;
    struct dr_circle *circle =
        dr_accord_take(birth->accord, birth->parent, &rank);
    struct dr_comm *made = dr_comm_new(circle, rank, birth->parent);

    inherit(made, birth->parent, NULL);
    made->info = birth->info;
    made->attributes = birth->attributes;
    return made->handle;
}

static void forgo(struct birth *birth)
{
    dr_attributes_end(&birth->attributes);
    if (birth->info)
        dr_info_free(birth->info);
}

/* Everybody has called: the communicator can be made, wherever the last
 * message was handled.  If some called another collective, whose messages
 * passed for theirs, there is none. */
static void be_born(void *argument)
{
    struct birth *birth = argument;
    struct dr_rank *self = dr_world->self;
    MPI_Comm handle = MPI_COMM_NULL;

    dr_world->self = birth->owner;
    if (dr_accord_complete(birth->accord))
        handle = bear(birth);
    else
        forgo(birth);
    dr_usermem_write(
        (struct dr_span){.buffer = birth->newcomm, .count = sizeof handle},
        &handle, sizeof handle);
    dr_world->self = self;
}

static int start(struct dr_comm *comm, const struct dr_info *info,
                 MPI_Comm *newcomm, MPI_Request *handle)
{
    struct dr_attributes attributes = {0};
    int error =
        dr_attributes_copy(&comm->attributes, comm->handle, &attributes);
    struct dr_schedule *schedule;
    struct dr_request *request;
    struct birth *birth;

    if (error) {
        dr_attributes_end(&attributes);
        return raise_copy(comm, error);
    }
    schedule = dr_schedule_new(comm);
    birth = dr_schedule_scratch(schedule, sizeof *birth);
    *birth = (struct birth){.owner = dr_world->self,
                            .parent = comm,
                            .accord = dr_accord_join(comm, 0, comm->rank),
                            .attributes = attributes,
                            .info = info ? dr_info_copy(info) : NULL,
                            .newcomm = newcomm};
    dr_coll_add_barrier(schedule, comm);
    dr_schedule_call(schedule, be_born, birth);
    request = dr_schedule_start(schedule);
    *handle = dr_request_publish(request);
    return MPI_SUCCESS;
}

int PMPI_Comm_idup(MPI_Comm comm, MPI_Comm *newcomm, MPI_Request *request)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Comm_idup", "c&&", comm, newcomm, request);

    error = dr_check_comm(comm, &found);
    return error ? error : start(found, found->info, newcomm, request);
}
DR_ALIAS(int, Comm_idup, (MPI_Comm, MPI_Comm *, MPI_Request *))

int PMPI_Comm_idup_with_info(MPI_Comm comm, MPI_Info info, MPI_Comm *newcomm,
                             MPI_Request *request)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_Comm_idup_with_info", "cI&&", comm, info, newcomm, request);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = dr_check_info(found, info, &hints);
    return error ? error : start(found, hints, newcomm, request);
}
DR_ALIAS(int, Comm_idup_with_info,
         (MPI_Comm, MPI_Info, MPI_Comm *, MPI_Request *))
