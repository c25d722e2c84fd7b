/*
 * gather_linear.c - everyone sends its block straight to the root.
 *
 * Cost: alpha + (p - 1) n beta, the root's ejection port being the limit.
 */
#include "coll/builders.h"

void dr_coll_gather_linear(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    int rank = coll->comm->rank;

    dr_schedule_lend(schedule);
    if (rank != coll->root) {
        dr_schedule_send(schedule, dr_blocks_all(&coll->send), coll->root);
        return;
    }
    for (int i = 0; i < coll->comm->size; i++) {
        if (i != rank)
            dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, i), i);
    }
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_all(&coll->send),
                         dr_blocks_at(&coll->recv, rank));
}
