/*
 * allgather_bruck.c - everyone tells the ranks behind all it has heard ahead.
 *
 * A rank keeps its own block first, then those of the ranks after it.  In
 * round k it sends its first 2^k blocks to the rank 2^k behind and hears as
 * many from the rank 2^k ahead, which are those it lacks next; the last round
 * moves the rest.  At the end the blocks are put in order.
 *
 * Cost: ceil(log2 p) alpha + (p - 1) n beta, and a copy of p n bytes.
 *
 * Bruck, Ho, Kipnis, Upfal, Weathersby: "Efficient Algorithms for All-to-All
 * Communications in Multiport Message-Passing Systems", IEEE TPDS 8(11), 1997.
 */
#include "coll/allgather.h"
#include "coll/builders.h"

void dr_coll_allgather_bruck(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    struct dr_row row = dr_row_packed(schedule, &coll->recv, size, rank);
    int more;

    dr_allgather_begin(schedule, coll, &row);
    for (int have = 1; have < size; have += more) {
        more = have <= size - have ? have : size - have;
        dr_schedule_recv(schedule, dr_row_span(&row, have, more),
                         (int)(((int64_t)rank + have) % size));
        dr_schedule_send(schedule, dr_row_span(&row, 0, more),
                         (rank - have + size) % size);
        dr_schedule_end_round(schedule);
    }
    dr_allgather_end(schedule, coll, &row);
}
