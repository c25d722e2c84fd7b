/*
 * reduce_scatter_reduce_scatter.c - reduce to rank 0, then scatter the blocks.
 *
 * `coll->send` holds all blocks as one; `coll->recv` this rank's block, with
 * the counts of all.
 *
 * Cost: ceil(log2 p) (alpha + p n beta) + alpha + (p - 1) n beta.
 */
#include "coll/builders.h"

void dr_coll_reduce_scatter_reduce_scatter(struct dr_schedule *schedule,
                                           const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;
    const struct dr_datatype *type = coll->send.type;
    char *whole = NULL;
    int64_t first = 0;

    if (rank == 0)
        whole = dr_coll_elements(schedule, coll->send.count, type);
    dr_coll_reduce_to(schedule, coll, 0, whole);
    for (int i = 0; i < size; i++) {
        uint64_t count = dr_blocks_count(&coll->recv, i);
        struct dr_span block = {whole ? whole + first * type->extent : NULL,
                                count, type};
        struct dr_span mine = {coll->recv.buffer, count, type};

        if (rank == 0 && i == 0)
            dr_schedule_copy(schedule, block, mine);
        else if (rank == 0)
            dr_schedule_send(schedule, block, i);
        else if (rank == i)
            dr_schedule_recv(schedule, mine, 0);
        first += (int64_t)count;
    }
}
