/*
 * collective.c - from the arguments of a collective call to its schedule.
 */
#include "api/collective.h"

#include "p2p/operation.h"
#include "p2p/record.h"
#include "p2p/wait.h"

int dr_coll_begin(struct dr_coll *coll, MPI_Comm comm)
{
    *coll = (struct dr_coll){0};
    return dr_check_comm(comm, &coll->comm);
}

int dr_coll_root(struct dr_coll *coll, int root)
{
    coll->root = root;
    if (root >= 0 && root < coll->comm->size)
        return MPI_SUCCESS;
    return dr_raise(coll->comm, MPI_ERR_ROOT, "root %d is not in 0..%d", root,
                    coll->comm->size - 1);
}

int dr_coll_blocks(struct dr_coll *coll, struct dr_blocks *blocks,
                   const void *buffer, int count, MPI_Datatype type)
{
    int error = dr_check_type(coll->comm, type, &blocks->type);

    if (!error)
        error = dr_check_buffer(coll->comm, buffer, count, blocks->type);
    blocks->buffer = (void *)(uintptr_t)buffer;
    blocks->count = (uint64_t)count;
    return error;
}

static int check_block(struct dr_coll *coll, const void *buffer, int rank,
                       int count, const struct dr_datatype *type)
{
    if (count < 0)
        return dr_raise(coll->comm, MPI_ERR_COUNT,
                        "the count for rank %d is %d", rank, count);
    return dr_check_buffer(coll->comm, buffer, count, type);
}

int dr_coll_blocks_v(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, const int counts[], const int displs[],
                     MPI_Datatype type)
{
    int error = dr_check_type(coll->comm, type, &blocks->type);

    for (int i = 0; i < coll->comm->size && !error; i++)
        error = check_block(coll, buffer, i, counts[i], blocks->type);
    blocks->buffer = (void *)(uintptr_t)buffer;
    blocks->counts = counts;
    blocks->displs = displs;
    return error;
}

int dr_coll_blocks_w(struct dr_coll *coll, struct dr_blocks *blocks,
                     const void *buffer, const int counts[], const int displs[],
                     const MPI_Datatype types[])
{
    const struct dr_datatype *type;
    int error = MPI_SUCCESS;

    for (int i = 0; i < coll->comm->size && !error; i++) {
        error = dr_check_type(coll->comm, types[i], &type);
        if (!error)
            error = check_block(coll, buffer, i, counts[i], type);
    }
    blocks->buffer = (void *)(uintptr_t)buffer;
    blocks->counts = counts;
    blocks->displs = displs;
    blocks->types = types;
    return error;
}

int dr_coll_op(struct dr_coll *coll, MPI_Op op, MPI_Datatype type)
{
    coll->op = dr_op_get(op);
    coll->handle = type;
    if (!coll->op)
        return dr_raise(coll->comm, MPI_ERR_OP,
                        op == MPI_OP_NULL ? "the operator is MPI_OP_NULL"
                                          : "0x%lx is not an operator",
                        (unsigned long)(uintptr_t)op);
    if (!dr_op_allows(coll->op, coll->send.type))
        return dr_raise(coll->comm, MPI_ERR_OP, "%s is not defined for %s",
                        coll->op->name, dr_datatype_label(coll->send.type));
    return MPI_SUCCESS;
}

/*
 * MPI lets every collective synchronise, and no program may rely on it (MPI
 * 3.1, section 5.14).  The plain algorithms wait for what they need only; with
 * --coll-sync yes nobody is through before everyone has begun.
 */
static void synchronise(struct dr_schedule *schedule,
                        enum dr_coll_operation operation,
                        const struct dr_coll *coll)
{
    if (dr_world->config.coll_sync == DR_COLL_SYNC_YES &&
        operation != DR_COLL_BARRIER)
        dr_coll_add_barrier(schedule, coll->comm);
}

static struct dr_request *start(enum dr_coll_operation operation,
                                const struct dr_coll *coll)
{
    struct dr_schedule *schedule = dr_schedule_new(coll->comm);
    struct dr_request *request;

    synchronise(schedule, operation, coll);
    dr_coll_build(schedule, operation, coll);
    request = dr_schedule_start(schedule);
    request->call = dr_world->self->call->name;
    request->site = dr_world->self->call->site;
    return request;
}

static int run(enum dr_coll_operation operation, const struct dr_coll *coll)
{
    struct dr_request *request = start(operation, coll);
    int error;

    dr_wait_for(request);
    error = dr_operation_raise(request);
    dr_operation_release(request);
    return error;
}

int dr_coll_do(int error, enum dr_coll_operation operation,
               const struct dr_coll *coll, MPI_Request *request)
{
    if (error)
        return error;
    if (!request)
        return run(operation, coll);
    dr_record_stop(dr_world->engine->record);
    *request = dr_request_publish(start(operation, coll));
    return MPI_SUCCESS;
}

int dr_coll_end(struct dr_comm *comm)
{
    struct dr_coll coll = {.comm = comm};

    if (dr_world->config.coll_sync == DR_COLL_SYNC_NO)
        return MPI_SUCCESS;
    return run(DR_COLL_BARRIER, &coll);
}
