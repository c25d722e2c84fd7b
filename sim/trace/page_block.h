/*
 * page_block.h - columns of numbers, as the timeline page reads them.
 *
 * A block holds up to DR_BLOCK_ROWS rows and is written when it is full:
 * base64 of deflated bytes, of a count and of one column after the other, each
 * number as 7 bits a byte, lowest first.  page/data.js has the same columns.
 */
#ifndef DR_TRACE_PAGE_BLOCK_H
#define DR_TRACE_PAGE_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "trace/sink.h"

enum {
    DR_BLOCK_ROWS = 16384,
    DR_BLOCK_COLUMNS = 12
};

struct dr_block {
    const char *kind;    /* "spans" */
    const char *codings; /* a letter a column: u unsigned, s signed, d signed
                            difference to the row before */
    size_t columns, rows;
    int64_t *numbers; /* by column */
    struct dr_sink *sink;
};

/* Start with no rows. */
void dr_block_begin(struct dr_block *block, struct dr_sink *sink,
                    const char *kind, const char *codings);

/* Write what there is; nothing if there are no rows. */
void dr_block_flush(struct dr_block *block);

/* Flush and release. */
void dr_block_end(struct dr_block *block);

/* Add a row, its numbers in the order of the columns. */
static inline void dr_block_add(struct dr_block *block, const int64_t *row)
{
    if (block->rows == DR_BLOCK_ROWS)
        dr_block_flush(block);
    for (size_t i = 0; i < block->columns; i++)
        block->numbers[i * DR_BLOCK_ROWS + block->rows] = row[i];
    block->rows++;
}

#endif
