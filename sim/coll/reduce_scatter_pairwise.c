/*
 * reduce_scatter_pairwise.c - each rank sends each other one its block.
 *
 * In round i to the rank i ahead, from the rank i behind.
 *
 * Cost: (p - 1) alpha + (p - 1)/p n (beta + gamma) for a vector of n bytes.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/reduce_scatter_blocks.h"

void dr_coll_reduce_scatter_pairwise(struct dr_schedule *schedule,
                                     const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    const uint64_t *begins = dr_scatter_begins(schedule, coll);
    struct dr_part mine = dr_scatter_part(begins, rank, rank + 1);
    char *sum = dr_scatter_copy(schedule, coll);
    void *room = dr_vector_scratch(schedule, coll);

    for (int i = 1; i < size; i++) {
        int ahead = (rank + i) % size, behind = (rank - i + size) % size;

        dr_schedule_recv(schedule, dr_part_span(coll, room, mine), behind);
        dr_schedule_send(
            schedule,
            dr_part_span(coll, sum, dr_scatter_part(begins, ahead, ahead + 1)),
            ahead);
        dr_schedule_end_round(schedule);
        dr_vector_combine(schedule, coll, room, sum, mine);
    }
    dr_scatter_result(schedule, coll, sum, begins);
}
