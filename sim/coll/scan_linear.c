/*
 * scan_linear.c - prefixes go from rank to rank.
 *
 * Rank r waits for the prefix of ranks 0..r-1, combines it with its own and
 * hands the result on.
 *
 * Cost: (p - 1) (alpha + n beta + n gamma).
 */
#include "coll/builders.h"

struct chain {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    struct dr_span mine;
    struct dr_span before;  /* the prefix of the ranks below */
    struct dr_span through; /* the prefix with mine */
};

static struct dr_span scratch(const struct chain *chain)
{
    struct dr_span span = chain->mine;

    span.buffer = dr_coll_elements(chain->schedule, span.count, span.type);
    return span;
}

/* Build the chain's step of this rank: both prefixes are known at its end. */
static struct chain build(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    struct chain chain = {schedule, coll, dr_blocks_all(&coll->send), {0}, {0}};
    int rank = coll->comm->rank;

    chain.through = scratch(&chain);
    dr_schedule_copy(schedule, chain.mine, chain.through);
    if (rank > 0) {
        chain.before = scratch(&chain);
        dr_schedule_recv(schedule, chain.before, rank - 1);
        dr_schedule_end_round(schedule);
        dr_schedule_reduce(schedule, chain.before.buffer, chain.through.buffer,
                           chain.mine.count, chain.mine.type, coll->handle,
                           coll->op);
    }
    if (rank + 1 < coll->comm->size)
        dr_schedule_send(schedule, chain.through, rank + 1);
    return chain;
}

void dr_coll_scan_linear(struct dr_schedule *schedule,
                         const struct dr_coll *coll)
{
    struct chain chain = build(schedule, coll);

    dr_schedule_copy(schedule, chain.through, dr_blocks_all(&coll->recv));
}

/* Rank 0 has no prefix: its receive buffer stays (MPI 3.1, 5.11.2). */
void dr_coll_exscan_linear(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    struct chain chain = build(schedule, coll);

    if (coll->comm->rank > 0)
        dr_schedule_copy(schedule, chain.before, dr_blocks_all(&coll->recv));
}
