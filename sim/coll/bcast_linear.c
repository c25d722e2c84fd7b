/*
 * bcast_linear.c - the root sends to everyone.
 *
 * Cost: alpha + (p - 1) n beta, the root's injection port being the limit.
 */
#include "coll/builders.h"

void dr_coll_bcast_linear(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    struct dr_span data = dr_blocks_all(&coll->recv);

    dr_schedule_lend(schedule);
    if (coll->comm->rank != coll->root)
        dr_schedule_recv(schedule, data, coll->root);
    for (int i = 0; coll->comm->rank == coll->root && i < coll->comm->size;
         i++) {
        if (i != coll->root)
            dr_schedule_send(schedule, data, i);
    }
    dr_schedule_end_round(schedule);
}
