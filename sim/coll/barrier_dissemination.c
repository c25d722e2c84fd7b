/*
 * barrier_dissemination.c - everyone hears of everyone in log p rounds.
 *
 * Round k: tell the rank 2^k ahead, hear from the rank 2^k behind.
 *
 * Cost: ceil(log2 p) alpha.
 *
 * Hensgen, Finkel, Manber: "Two Algorithms for Barrier Synchronization",
 * International Journal of Parallel Programming 17(1), 1988.
 */
#include "coll/builders.h"

void dr_coll_barrier_dissemination(struct dr_schedule *schedule,
                                   const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_span nothing = {0};

    for (int64_t distance = 1; distance < size; distance *= 2) {
        int ahead = (int)((rank + distance) % size);
        int behind = (int)((rank - distance + size) % size);

        dr_schedule_recv(schedule, nothing, behind);
        dr_schedule_send(schedule, nothing, ahead);
        dr_schedule_end_round(schedule);
    }
}
