/*
 * allreduce_reduce_bcast.c - reduce to rank 0, then broadcast.
 *
 * Cost: 2 ceil(log2 p) (alpha + n beta) + ceil(log2 p) n gamma.
 */
#include "coll/builders.h"

void dr_coll_allreduce_reduce_bcast(struct dr_schedule *schedule,
                                    const struct dr_coll *coll)
{
    struct dr_coll down = *coll;

    dr_coll_reduce_to(schedule, coll, 0, coll->recv.buffer);
    down.root = 0;
    dr_coll_bcast_binomial(schedule, &down);
}
