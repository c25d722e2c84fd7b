/*
 * reduce_scatter_blocks.c - the blocks of a reduce-scatter in the vector.
 */
#include "coll/reduce_scatter_blocks.h"

const uint64_t *dr_scatter_begins(struct dr_schedule *schedule,
                                  const struct dr_coll *coll)
{
    int size = coll->comm->size;
    uint64_t *begins =
        dr_schedule_scratch(schedule, ((uint64_t)size + 1) * sizeof *begins);

    begins[0] = 0;
    for (int i = 0; i < size; i++)
        begins[i + 1] = begins[i] + dr_blocks_count(&coll->recv, i);
    return begins;
}

void *dr_scatter_copy(struct dr_schedule *schedule, const struct dr_coll *coll)
{
    void *copy = dr_vector_scratch(schedule, coll);

    dr_vector_move(schedule, coll, coll->send.buffer, copy);
    return copy;
}

void dr_scatter_result(struct dr_schedule *schedule, const struct dr_coll *coll,
                       const void *from, const uint64_t *begins)
{
    int rank = coll->comm->rank;
    struct dr_part mine = dr_scatter_part(begins, rank, rank + 1);
    struct dr_span to = {coll->recv.buffer, mine.count, coll->send.type};

    dr_schedule_copy(schedule, dr_part_span(coll, from, mine), to);
}
