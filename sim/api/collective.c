/*
 * collective.c - from the arguments of a collective call to its schedule.
 */
#include "api/collective.h"

#include "api/apart.h"
#include "api/comm_make.h"
#include "coll/offers.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/record.h"
#include "p2p/wait.h"

int dr_coll_begin(struct dr_coll *coll, MPI_Comm comm)
{
    return dr_check_comm(comm, &coll->comm);
}

/* Over an intercommunicator the root is MPI_ROOT at itself, MPI_PROC_NULL
 * beside it, and a rank of the remote group there. */
int dr_coll_root(struct dr_coll *coll, int root)
{
    bool inter = dr_comm_inter(coll->comm);

    coll->root = root;
    coll->rooted = true;
    if (root >= 0 && root < coll->comm->npeers)
        return MPI_SUCCESS;
    if (inter && (root == MPI_ROOT || root == MPI_PROC_NULL))
        return MPI_SUCCESS;
    if (root == MPI_ROOT)
        return dr_raise(coll->comm, MPI_ERR_ROOT,
                        "MPI_ROOT is for intercommunicators only");
    return dr_raise(coll->comm, MPI_ERR_ROOT, "root %d is not in 0..%d%s", root,
                    coll->comm->npeers - 1,
                    inter ? ", the ranks of the remote group" : "");
}

bool dr_coll_is_root(const struct dr_coll *coll)
{
    return dr_comm_inter(coll->comm) ? coll->root == MPI_ROOT
                                     : coll->root == coll->comm->rank;
}

bool dr_coll_has_root(const struct dr_coll *coll)
{
    return coll->root >= 0;
}

int dr_coll_in_place(struct dr_coll *coll, const void *buffer)
{
    coll->in_place = buffer == MPI_IN_PLACE;
    if (!coll->in_place || !dr_comm_inter(coll->comm))
        return MPI_SUCCESS;
    return dr_raise(coll->comm, MPI_ERR_BUFFER,
                    "MPI_IN_PLACE is not for intercommunicators");
}

/* May two things in memory be so far apart? */
static bool is_distance(int64_t bytes)
{
    return bytes <= DR_ADDRESSES && bytes >= -DR_ADDRESSES;
}

/* Does the address space reach from element `first` over `count` more, each
 * `step` bytes?  `count` is not negative. */
static bool reachable(int64_t first, MPI_Count count, int64_t step)
{
    int64_t end, bytes;

    return !__builtin_add_overflow(first, count, &end) &&
           !__builtin_mul_overflow(first, step, &bytes) && is_distance(bytes) &&
           !__builtin_mul_overflow(end, step, &bytes) && is_distance(bytes);
}

int dr_coll_blocks(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                   const void *buffer, MPI_Count count, MPI_Datatype type)
{
    MPI_Count total;
    uint64_t bytes;
    int error = dr_check_type(coll->comm, type, &blocks->type);

    /* Without a block, as without a neighbour, there need be no buffer. */
    if (!error)
        error = dr_check_buffer(coll->comm, buffer,
                                n > 0 || count < 0 ? count : 0, blocks->type);
    if (error)
        return error;
    blocks->buffer = (void *)(uintptr_t)buffer;
    blocks->count = (uint64_t)count;
    blocks->n = n;
    if (!__builtin_mul_overflow(count, (MPI_Count)n, &total) &&
        reachable(0, total, blocks->type->extent) &&
        reachable(0, total, (int64_t)blocks->type->size) &&
        dr_datatype_fits(blocks->type, (uint64_t)total, &bytes))
        return MPI_SUCCESS;
    return dr_raise(coll->comm, MPI_ERR_COUNT,
                    "%d blocks of %lld elements of %lld bytes are more than "
                    "memory",
                    n, (long long)count, (long long)blocks->type->extent);
}

static struct dr_integers integers(const void *array, bool wide)
{
    struct dr_integers none = {NULL, NULL};

    if (!array)
        return none;
    return wide ? (struct dr_integers){.wide = array}
                : (struct dr_integers){.narrow = array};
}

/* Where a block begins, for dr_check_buffer(): from MPI_BOTTOM on displacements
 * are addresses. */
static const void *place_of(const struct dr_blocks *blocks, int64_t bytes)
{
    if (blocks->buffer == MPI_IN_PLACE || (!blocks->buffer && bytes < 4096))
        return blocks->buffer;
    return (const void *)((uintptr_t)blocks->buffer + (uintptr_t)bytes);
}

static int check_block(struct dr_coll *coll, const struct dr_blocks *blocks,
                       int i, const struct dr_datatype *type)
{
    int64_t count = dr_integers_at(blocks->counts, i);
    int64_t displ = dr_integers_given(blocks->displs)
                        ? dr_integers_at(blocks->displs, i)
                        : 0;
    bool bytes = blocks->types != NULL;

    if (count < 0)
        return dr_raise(coll->comm, MPI_ERR_COUNT, "count %d is %lld", i,
                        (long long)count);
    if (count == 0) /* then nobody reads the displacement */
        return MPI_SUCCESS;
    if (!(bytes ? is_distance(displ) : reachable(displ, count, type->extent)))
        return dr_raise(coll->comm, MPI_ERR_COUNT,
                        "block %d, %lld element%s of %lld bytes %lld %s behind "
                        "the buffer, is beyond memory",
                        i, (long long)count, dr_text_s((uint64_t)count),
                        (long long)type->extent, (long long)displ,
                        bytes ? "bytes" : "elements");
    return dr_check_buffer(
        coll->comm, place_of(blocks, bytes ? displ : displ * type->extent),
        count, type);
}

static int arrays(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                  const void *buffer, const void *counts, const void *displs)
{
    int error = dr_check_array(coll->comm, n, counts, "the array of counts");

    blocks->buffer = (void *)(uintptr_t)buffer;
    blocks->n = n;
    blocks->counts = integers(counts, coll->large);
    blocks->displs = integers(displs, coll->large || coll->addresses);
    return error ? error
                 : dr_check_array(coll->comm, n, displs,
                                  "the array of displacements");
}

int dr_coll_counts(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                   const void *counts, int64_t *total)
{
    int error = dr_check_array(coll->comm, n, counts, "the array of counts");

    blocks->counts = integers(counts, coll->large);
    *total = 0;
    if (error)
        return error;
    for (int i = 0; i < n; i++) {
        int64_t count = dr_integers_at(blocks->counts, i);

        if (count < 0)
            return dr_raise(coll->comm, MPI_ERR_COUNT, "count %d is %lld", i,
                            (long long)count);
        if (__builtin_add_overflow(*total, count, total))
            return dr_raise(coll->comm, MPI_ERR_COUNT,
                            "counts 0 to %d add up to more than %lld elements",
                            i, (long long)INT64_MAX);
    }
    return MPI_SUCCESS;
}

int dr_coll_blocks_v(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                     const void *buffer, const void *counts, const void *displs,
                     MPI_Datatype type)
{
    int error = dr_check_type(coll->comm, type, &blocks->type);

    if (!error)
        error = arrays(coll, blocks, n, buffer, counts, displs);
    for (int i = 0; i < n && !error; i++)
        error = check_block(coll, blocks, i, blocks->type);
    return error;
}

int dr_coll_blocks_w(struct dr_coll *coll, struct dr_blocks *blocks, int n,
                     const void *buffer, const void *counts, const void *displs,
                     const MPI_Datatype types[])
{
    const struct dr_datatype *type;
    int error = arrays(coll, blocks, n, buffer, counts, displs);

    blocks->types = types;
    if (!error)
        error = dr_check_array(coll->comm, n, types, "the array of datatypes");
    for (int i = 0; i < n && !error; i++) {
        error = dr_check_type(coll->comm, types[i], &type);
        if (!error)
            error = check_block(coll, blocks, i, type);
    }
    return error;
}

int dr_coll_op(struct dr_coll *coll, MPI_Op op, MPI_Datatype type)
{
    coll->op = dr_op_get(op);
    coll->handle = type;
    if (!coll->op)
        return dr_raise_handle(coll->comm, MPI_ERR_OP, DR_KIND_OP, op,
                               "the operator");
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

/* All steps are in it. */
static struct dr_request *prepare(struct dr_schedule *schedule,
                                  enum dr_coll_operation operation,
                                  const struct dr_coll *coll)
{
    const struct dr_call *call = dr_world->self->call;
    struct dr_related caller = {dr_world->self->id, call->name, call->site};
    struct dr_offers offers;

    if (coll->rooted)
        dr_schedule_root(schedule, coll->root);
    dr_coll_offer(&offers, operation, coll);
    dr_schedule_offer(schedule, &offers);
    if (dr_coll_pairwise(operation))
        dr_schedule_blocks(schedule);
    dr_coll_own_block(operation, coll, &caller);
    synchronise(schedule, operation, coll);
    dr_coll_build(schedule, operation, coll);
    return dr_schedule_keep(schedule);
}

static struct dr_request *start(enum dr_coll_operation operation,
                                const struct dr_coll *coll)
{
    struct dr_request *request =
        prepare(dr_schedule_new(coll->comm), operation, coll);

    dr_schedule_run(request);
    return request;
}

int dr_coll_do(int error, enum dr_coll_operation operation,
               const struct dr_coll *coll)
{
    struct dr_request *request;

    if (!error)
        error = dr_coll_check_apart(operation, coll);
    if (error)
        return error;
    dr_coll_pass(operation, coll);
    request = start(operation, coll);
    dr_wait_for(request);
    error = dr_operation_raise(request);
    dr_operation_release(request);
    return error;
}

static const char not_replayed[] =
    "nonblocking and persistent collectives are not replayed";

int dr_coll_issue(int error, enum dr_coll_operation operation,
                  const struct dr_coll *coll, MPI_Request *request)
{
    struct dr_request *made;

    if (!error)
        error = dr_coll_check_apart(operation, coll);
    if (error)
        return error;
    dr_record_stop(dr_world->engine->record, not_replayed);
    made = start(operation, coll);
    dr_coll_hold(made, operation, coll);
    dr_hold_begin(made);
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}

int dr_coll_keep(int error, enum dr_coll_operation operation,
                 const struct dr_coll *coll, MPI_Info info,
                 MPI_Request *request)
{
    struct dr_info *hints; /* none is known that matters */
    struct dr_request *made;

    if (!error)
        error = dr_check_info(coll->comm, info, &hints);
    if (!error)
        error = dr_coll_check_apart(operation, coll);
    if (error)
        return error;
    dr_record_stop(dr_world->engine->record, not_replayed);
    made = prepare(dr_schedule_new_kept(coll->comm), operation, coll);
    made->persistent = true;
    dr_coll_hold(made, operation, coll);
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}

int dr_coll_end(struct dr_comm *comm)
{
    struct dr_coll coll = {.comm = comm};

    if (dr_world->config.coll_sync == DR_COLL_SYNC_NO)
        return MPI_SUCCESS;
    return dr_coll_do(MPI_SUCCESS, DR_COLL_BARRIER, &coll);
}
