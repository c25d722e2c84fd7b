/*
 * reduce_scatter_blocks.h - the blocks of a reduce-scatter in the vector.
 */
#ifndef DR_COLL_REDUCE_SCATTER_BLOCKS_H
#define DR_COLL_REDUCE_SCATTER_BLOCKS_H

#include "coll/vector.h"

/* Where the block of each rank begins, in elements; the last of the p + 1 is
 * the end.  Scratch of the schedule. */
const uint64_t *dr_scatter_begins(struct dr_schedule *schedule,
                                  const struct dr_coll *coll);

/* Blocks [from, to), in one. */
static inline struct dr_part dr_scatter_part(const uint64_t *begins, int from,
                                             int to)
{
    return (struct dr_part){begins[from], begins[to] - begins[from]};
}

/* What this rank gives, in scratch. */
void *dr_scatter_copy(struct dr_schedule *schedule, const struct dr_coll *coll);

/* This rank's result is in `from`, laid out as the vector. */
void dr_scatter_result(struct dr_schedule *schedule, const struct dr_coll *coll,
                       const void *from, const uint64_t *begins);

#endif
