/*
 * row.h - the blocks of all ranks one after the other.
 *
 * Algorithms that send several blocks in one message need them side by side.
 * Equal blocks lie so in the user's buffer; others are packed into scratch
 * memory, where position i holds the block of rank (first + i) mod p.
 *
 * A row is a builder's view: copies between it and the user's blocks are steps
 * of the schedule, as everything else.
 */
#ifndef DR_COLL_ROW_H
#define DR_COLL_ROW_H

#include "coll/coll.h"

struct dr_row {
    const struct dr_blocks *blocks;
    int size, first;
    char *memory;      /* NULL: the row is the user's buffer */
    uint64_t *offsets; /* of positions, in bytes; NULL: blocks are equal */
    uint64_t bytes;    /* of a block, then */
};

/* Scratch for so many packed bytes. */
struct dr_span dr_coll_packed(struct dr_schedule *schedule, uint64_t bytes);

/* `count` blocks that lie side by side, from the one of `rank` on; the blocks
 * are equal. */
struct dr_span dr_blocks_run(const struct dr_blocks *blocks, int rank,
                             int count);

/* The blocks of `size` ranks from rank `first` on: packed in any case, or only
 * if they must be. */
struct dr_row dr_row_packed(struct dr_schedule *schedule,
                            const struct dr_blocks *blocks, int size,
                            int first);
struct dr_row dr_row_from(struct dr_schedule *schedule,
                          const struct dr_blocks *blocks, int size, int first);

/* `size` positions of `bytes` bytes that belong to no user's blocks. */
struct dr_row dr_row_scratch(struct dr_schedule *schedule, uint64_t bytes,
                             int size);

/* `count` positions from `position` on, which do not pass the end. */
struct dr_span dr_row_span(const struct dr_row *row, int position, int count);

/* Copy the user's blocks of these positions into the row, or out of it;
 * nothing if the row is the user's buffer. */
void dr_row_fill(struct dr_schedule *schedule, const struct dr_row *row,
                 int position, int count);
void dr_row_empty(struct dr_schedule *schedule, const struct dr_row *row,
                  int position, int count);

#endif
