/*
 * allgather_recursive_doubling.c - partners swap all they have, and it
 * doubles.
 *
 * In round k the ranks that differ in bit k alone swap the 2^k blocks that
 * their halves of a group of 2^(k+1) ranks have.  A power of two of ranks.
 *
 * Cost: log2 p alpha + (p - 1) n beta.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/allgather.h"
#include "coll/builders.h"

void dr_coll_allgather_recursive_doubling(struct dr_schedule *schedule,
                                          const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_row row = dr_row_from(schedule, &coll->recv, size, 0);

    dr_allgather_begin(schedule, coll, &row);
    for (int64_t bit = 1; bit < size; bit *= 2) {
        int count = (int)bit, mine = rank & ~(count - 1);

        dr_schedule_recv(schedule, dr_row_span(&row, mine ^ count, count),
                         rank ^ count);
        dr_schedule_send(schedule, dr_row_span(&row, mine, count),
                         rank ^ count);
        dr_schedule_end_round(schedule);
    }
    dr_allgather_end(schedule, coll, &row);
}
