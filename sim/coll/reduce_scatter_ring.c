/*
 * reduce_scatter_ring.c - blocks go round a ring to the ranks they are for.
 *
 * A block starts at the rank ahead of its own; each rank adds its part and
 * passes it on, so that it comes home complete.
 *
 * Cost: (p - 1) alpha + (p - 1)/p n (beta + gamma) for a vector of n bytes.
 *
 * Patarasuk, Yuan: "Bandwidth Optimal All-reduce Algorithms for Clusters of
 * Workstations", JPDC 69(2), 2009.
 */
#include "coll/builders.h"
#include "coll/reduce_scatter_blocks.h"

void dr_coll_reduce_scatter_ring(struct dr_schedule *schedule,
                                 const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    int ahead = (rank + 1) % size, behind = (rank - 1 + size) % size;
    const uint64_t *begins = dr_scatter_begins(schedule, coll);
    char *sum = dr_scatter_copy(schedule, coll);
    void *room = dr_vector_scratch(schedule, coll);

    for (int i = 1; i < size; i++) {
        int passed = (rank - i + size) % size;
        int got = (passed - 1 + size) % size;
        struct dr_part part = dr_scatter_part(begins, got, got + 1);

        dr_schedule_recv(schedule, dr_part_span(coll, room, part), behind);
        dr_schedule_send(
            schedule,
            dr_part_span(coll, sum,
                         dr_scatter_part(begins, passed, passed + 1)),
            ahead);
        dr_schedule_end_round(schedule);
        dr_vector_combine(schedule, coll, room, sum, part);
    }
    dr_scatter_result(schedule, coll, sum, begins);
}
