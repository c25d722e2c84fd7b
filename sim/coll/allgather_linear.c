/*
 * allgather_linear.c - all blocks go to rank 0, which tells everyone.
 *
 * Cost: alpha + (p - 1) n beta to gather, ceil(log2 p) (alpha + p n beta) to
 * broadcast.
 */
#include "coll/allgather.h"
#include "coll/builders.h"

static void gather(struct dr_schedule *schedule, const struct dr_row *row,
                   int rank)
{
    if (rank > 0)
        dr_schedule_send(schedule, dr_row_span(row, rank, 1), 0);
    for (int i = 1; i < row->size && rank == 0; i++)
        dr_schedule_recv(schedule, dr_row_span(row, i, 1), i);
    dr_schedule_end_round(schedule);
}

void dr_coll_allgather_linear(struct dr_schedule *schedule,
                              const struct dr_coll *coll)
{
    int size = coll->comm->size;
    struct dr_row row = dr_row_from(schedule, &coll->recv, size, 0);
    struct dr_span all = dr_row_span(&row, 0, size);
    struct dr_coll down = *coll;

    dr_allgather_begin(schedule, coll, &row);
    gather(schedule, &row, coll->comm->rank);
    down.root = 0;
    down.recv = (struct dr_blocks){
        .buffer = all.buffer, .count = all.count, .type = all.type};
    dr_coll_bcast_binomial(schedule, &down);
    dr_allgather_end(schedule, coll, &row);
}
