/*
 * barrier_double_ring.c - a token goes round twice.
 *
 * The first round says that all have come, the second that all may go.
 *
 * Cost: 2 p alpha.
 */
#include "coll/builders.h"

void dr_coll_barrier_double_ring(struct dr_schedule *schedule,
                                 const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    int ahead = (rank + 1) % size, behind = (rank - 1 + size) % size;
    struct dr_span nothing = {0};

    for (int i = 0; i < 2 && size > 1; i++) {
        if (rank > 0) {
            dr_schedule_recv(schedule, nothing, behind);
            dr_schedule_end_round(schedule);
        }
        dr_schedule_send(schedule, nothing, ahead);
        dr_schedule_end_round(schedule);
        if (rank == 0) {
            dr_schedule_recv(schedule, nothing, behind);
            dr_schedule_end_round(schedule);
        }
    }
}
