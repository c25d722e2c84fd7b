/*
 * allreduce_linear.c - everyone sends to rank 0, which combines and tells all.
 *
 * Cost: (p - 1) (alpha + n beta + n gamma) + alpha + (p - 1) n beta.
 */
#include "coll/builders.h"

void dr_coll_allreduce_linear(struct dr_schedule *schedule,
                              const struct dr_coll *coll)
{
    struct dr_coll down = *coll;

    dr_coll_reduce_linear_to(schedule, coll, 0, coll->recv.buffer);
    down.root = 0;
    dr_coll_bcast_linear(schedule, &down);
}
