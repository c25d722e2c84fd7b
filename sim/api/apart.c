/*
 * apart.c - buffers of one call that must not share memory.
 */
#include "api/apart.h"

#include <stdlib.h>

#include "api/door.h"
#include "base/memory.h"

enum {
    PAIRS_MOST = 1 << 16 /* blocks compared with blocks */
};

static bool is_empty(struct dr_span span)
{
    return dr_span_bytes(span) == 0;
}

static bool is_flat(struct dr_span span)
{
    return span.type->contiguous;
}

/* Of two that meet. */
static int raise_common(struct dr_comm *comm, struct dr_span send,
                        struct dr_span recv, const char *advice)
{
    struct dr_reach a = dr_span_reach(send), b = dr_span_reach(recv);
    uintptr_t low = a.low > b.low ? a.low : b.low;
    uintptr_t high = a.high < b.high ? a.high : b.high;
    struct dr_about about = {.advice = advice};

    if (is_flat(send) && is_flat(recv))
        return dr_raise_about(
            comm, MPI_ERR_BUFFER, &about,
            "the send buffer and the receive buffer overlap by %llu byte%s",
            (unsigned long long)(high - low), dr_text_s(high - low));
    return dr_raise_about(comm, MPI_ERR_BUFFER, &about,
                          "the send buffer and the receive buffer have bytes "
                          "in common");
}

static bool meet(struct dr_span a, struct dr_span b)
{
    return !is_empty(a) && !is_empty(b) &&
           dr_reach_meets(dr_span_reach(a), dr_span_reach(b)) &&
           dr_span_meets(a, b);
}

int dr_check_apart(struct dr_comm *comm, struct dr_span send,
                   struct dr_span recv, const char *advice)
{
    return meet(send, recv) ? raise_common(comm, send, recv, advice)
                            : MPI_SUCCESS;
}

int dr_check_receive(struct dr_comm *comm, MPI_Count count,
                     const struct dr_datatype *type)
{
    static const struct dr_about about = {
        .advice = "receive with a datatype that names each byte once, and "
                  "whose extent is not below its size"};
    struct dr_span span = {NULL, (uint64_t)count, type};
    struct dr_reach reach;

    if (type->contiguous || is_empty(span))
        return MPI_SUCCESS;
    reach = dr_span_reach(span);
    if (dr_span_bytes(span) <= reach.high - reach.low)
        return MPI_SUCCESS;
    return dr_raise_about(comm, MPI_ERR_TYPE, &about,
                          "a receive of %lld element%s of %llu byte%s, %lld "
                          "apart, writes some bytes twice",
                          (long long)count, dr_text_s((uint64_t)count),
                          (unsigned long long)type->size, dr_text_s(type->size),
                          (long long)type->extent);
}


static const char in_place_sent[] =
    "give MPI_IN_PLACE as the send buffer, or use two buffers";

/* By operation: what to do instead. */
static const char *const advices[DR_COLL_OPERATIONS] = {
    [DR_COLL_GATHER] = "give MPI_IN_PLACE as the root's send buffer",
    [DR_COLL_GATHERV] = "give MPI_IN_PLACE as the root's send buffer",
    [DR_COLL_SCATTER] = "give MPI_IN_PLACE as the root's receive buffer",
    [DR_COLL_SCATTERV] = "give MPI_IN_PLACE as the root's receive buffer",
    [DR_COLL_REDUCE] = "give MPI_IN_PLACE as the root's send buffer",
    [DR_COLL_ALLGATHER] = in_place_sent,
    [DR_COLL_ALLGATHERV] = in_place_sent,
    [DR_COLL_ALLTOALL] = in_place_sent,
    [DR_COLL_ALLTOALLV] = in_place_sent,
    [DR_COLL_ALLTOALLW] = in_place_sent,
    [DR_COLL_ALLREDUCE] = in_place_sent,
    [DR_COLL_REDUCE_SCATTER] = in_place_sent,
    [DR_COLL_REDUCE_SCATTER_BLOCK] = in_place_sent,
    [DR_COLL_SCAN] = in_place_sent,
    [DR_COLL_EXSCAN] = in_place_sent,
};

/* All blocks of one side in one, if they are equal and in a row. */
static bool one_span(const struct dr_blocks *blocks, struct dr_span *span)
{
    if (blocks->types || dr_integers_given(blocks->displs))
        return false;
    *span = (struct dr_span){blocks->buffer,
                             blocks->count * (uint64_t)blocks->n, blocks->type};
    return true;
}

/* How many spans stand for one side, and which they are. */
static int spans(const struct dr_blocks *blocks)
{
    struct dr_span all;

    return one_span(blocks, &all) ? 1 : blocks->n;
}

static struct dr_span span_at(const struct dr_blocks *blocks, int i)
{
    struct dr_span all;

    return one_span(blocks, &all) ? all : dr_blocks_at(blocks, i);
}

/* From the first byte of all spans to the last. */
static struct dr_reach reach_of(const struct dr_blocks *blocks, int n)
{
    struct dr_reach all = {UINTPTR_MAX, 0};

    for (int i = 0; i < n; i++) {
        struct dr_span span = span_at(blocks, i);
        struct dr_reach one = dr_span_reach(span);

        if (is_empty(span))
            continue;
        all.low = one.low < all.low ? one.low : all.low;
        all.high = one.high > all.high ? one.high : all.high;
    }
    return all;
}

static int check_sides(enum dr_coll_operation operation,
                       const struct dr_coll *coll)
{
    int nsend = spans(&coll->send), nrecv = spans(&coll->recv);
    const char *advice = advices[operation];
    int error = MPI_SUCCESS;

    if ((int64_t)nsend * nrecv > PAIRS_MOST ||
        !dr_reach_meets(reach_of(&coll->send, nsend),
                        reach_of(&coll->recv, nrecv)))
        return MPI_SUCCESS;
    for (int i = 0; i < nsend && !error; i++)
        for (int k = 0; k < nrecv && !error; k++)
            error = dr_check_apart(coll->comm, span_at(&coll->send, i),
                                   span_at(&coll->recv, k),
                                   advice ? advice : "use two buffers");
    return error;
}

/* Where a block is received: in elements of the one datatype, or in bytes. */
struct place {
    int64_t from, to;
    int block;
};

static int compare(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->block < y->block ? -1 : x->block > y->block;
}

static struct place place_of(const struct dr_blocks *blocks, int i)
{
    struct dr_span span = dr_blocks_at(blocks, i);
    struct place place = {.block = i};
    uintptr_t start = (uintptr_t)blocks->buffer;

    if (blocks->types && !is_empty(span) && is_flat(span)) {
        struct dr_reach reach = dr_span_reach(span);

        place.from = (int64_t)(reach.low - start);
        place.to = (int64_t)(reach.high - start);
    } else if (!blocks->types && span.type->extent != 0) {
        place.from = dr_blocks_displ(blocks, i);
        place.to = place.from + (int64_t)span.count;
    }
    return place;
}

/* The first two of `n` that overlap; empty ones do not. */
static bool overlap(const struct place *places, int n, struct place found[2])
{
    struct place last = {INT64_MIN, INT64_MIN, -1};

    for (int i = 0; i < n; i++) {
        if (places[i].from >= places[i].to)
            continue;
        if (places[i].from < last.to) {
            found[0] = last;
            found[1] = places[i];
            return true;
        }
        last = places[i];
    }
    return false;
}

static int raise_twice(const struct dr_coll *coll, const struct place found[2])
{
    static const struct dr_about about = {
        .advice = "give each block of the receive buffer a place of its own"};
    int first = found[0].block < found[1].block ? 0 : 1;
    const struct place *a = &found[first], *b = &found[!first];

    return dr_raise_about(
        coll->comm, MPI_ERR_BUFFER, &about,
        "receive blocks %d and %d overlap: %s %lld to %lld and %lld to %lld",
        a->block, b->block, coll->recv.types ? "bytes" : "elements",
        (long long)a->from, (long long)a->to - 1, (long long)b->from,
        (long long)b->to - 1);
}

/* Blocks in ascending order, as most programs have them, cost one pass. */
static bool ascending(const struct dr_blocks *blocks)
{
    int64_t end = INT64_MIN;

    for (int i = 0; i < blocks->n; i++) {
        struct place place = place_of(blocks, i);

        if (place.from >= place.to)
            continue;
        if (place.from < end)
            return false;
        end = place.to;
    }
    return true;
}

static int check_written_once(const struct dr_coll *coll)
{
    const struct dr_blocks *blocks = &coll->recv;
    struct place *places, found[2];
    bool twice;

    if (!dr_integers_given(blocks->displs) || ascending(blocks))
        return MPI_SUCCESS;
    places = dr_alloc((size_t)blocks->n * sizeof *places);
    for (int i = 0; i < blocks->n; i++)
        places[i] = place_of(blocks, i);
    qsort(places, (size_t)blocks->n, sizeof *places, compare);
    twice = overlap(places, blocks->n, found);
    free(places);
    return twice ? raise_twice(coll, found) : MPI_SUCCESS;
}

static bool given(const struct dr_blocks *blocks)
{
    return blocks->type || blocks->types;
}

int dr_coll_check_apart(enum dr_coll_operation operation,
                        const struct dr_coll *coll)
{
    int error = MPI_SUCCESS;

    if (!given(&coll->recv) || coll->recv.n == 0)
        return MPI_SUCCESS;
    if (coll->recv.type && !dr_integers_given(coll->recv.displs))
        error = dr_check_receive(
            coll->comm, (MPI_Count)(coll->recv.count * (uint64_t)coll->recv.n),
            coll->recv.type);
    if (!error)
        error = check_written_once(coll);
    if (!error && !coll->in_place && given(&coll->send) && coll->send.n > 0)
        error = check_sides(operation, coll);
    return error;
}
