/*
 * allgather_ring.c - blocks go round a ring, each rank passing on what it got.
 *
 * Cost: (p - 1) (alpha + n beta).
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"

void dr_coll_allgather_ring(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    int ahead = (rank + 1) % size, behind = (rank - 1 + size) % size;

    dr_schedule_lend(schedule);
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_all(&coll->send),
                         dr_blocks_at(&coll->recv, rank));
    dr_schedule_end_round(schedule);
    for (int i = 0; i < size - 1; i++) {
        int passed = (rank - i + size) % size;
        int got = (rank - i - 1 + size) % size;

        dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, got), behind);
        dr_schedule_send(schedule, dr_blocks_at(&coll->recv, passed), ahead);
        dr_schedule_end_round(schedule);
    }
}
