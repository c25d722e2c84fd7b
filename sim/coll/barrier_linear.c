/*
 * barrier_linear.c - everyone tells rank 0, which tells everyone.
 *
 * Cost: 2 alpha, and 2 (p - 1) messages through one port.
 */
#include "coll/builders.h"

void dr_coll_barrier_linear(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    struct dr_span nothing = {0};

    if (coll->comm->rank > 0) {
        dr_schedule_send(schedule, nothing, 0);
        dr_schedule_end_round(schedule);
        dr_schedule_recv(schedule, nothing, 0);
        dr_schedule_end_round(schedule);
        return;
    }
    for (int i = 1; i < coll->comm->size; i++)
        dr_schedule_recv(schedule, nothing, i);
    dr_schedule_end_round(schedule);
    for (int i = 1; i < coll->comm->size; i++)
        dr_schedule_send(schedule, nothing, i);
    dr_schedule_end_round(schedule);
}
