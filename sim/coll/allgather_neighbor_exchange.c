/*
 * allgather_neighbor_exchange.c - pairs of blocks wander between neighbours.
 *
 * Ranks 2i and 2i + 1 first swap their blocks.  From then on each swaps two
 * blocks, those it got last, with its neighbours in turn: pairs go away from
 * where they are both ways at once, half as far as round a ring.  An even
 * number of ranks.
 *
 * Cost: p / 2 alpha + (p - 1) n beta.
 *
 * Chen, Zhang, Zhang, Yuan: "Performance Evaluation of Allgather Algorithms on
 * Terascale Linux Cluster with Fast Ethernet", HPC Asia 2005.
 */
#include "coll/allgather.h"
#include "coll/builders.h"

void dr_coll_allgather_neighbor_exchange(struct dr_schedule *schedule,
                                         const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    int pairs = size / 2, last = rank / 2;
    int outward = rank % 2 == 0 ? -1 : 1; /* where the other pairs are */
    struct dr_row row = dr_row_from(schedule, &coll->recv, size, 0);

    dr_allgather_begin(schedule, coll, &row);
    if (pairs > 0) {
        dr_schedule_recv(schedule, dr_row_span(&row, rank ^ 1, 1), rank ^ 1);
        dr_schedule_send(schedule, dr_row_span(&row, rank, 1), rank ^ 1);
        dr_schedule_end_round(schedule);
    }
    for (int i = 1; i < pairs; i++) {
        int way = i % 2 == 1 ? outward : -outward;
        int peer = (rank + way + size) % size;
        int next = (rank / 2 + way * ((i + 1) / 2) + pairs) % pairs;

        dr_schedule_recv(schedule, dr_row_span(&row, 2 * next, 2), peer);
        dr_schedule_send(schedule, dr_row_span(&row, 2 * last, 2), peer);
        dr_schedule_end_round(schedule);
        last = next;
    }
    dr_allgather_end(schedule, coll, &row);
}
