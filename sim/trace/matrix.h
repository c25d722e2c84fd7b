/*
 * matrix.h - who sent how much to whom.
 *
 * Only pairs that talk take memory.
 */
#ifndef DR_TRACE_MATRIX_H
#define DR_TRACE_MATRIX_H

#include "base/table.h"
#include "trace/format.h"

struct dr_matrix_cell {
    int from, to;
    uint64_t messages, bytes;
};

struct dr_matrix {
    struct dr_table by_pair; /* to an index + 1 into cells */
    struct dr_matrix_cell *cells;
    size_t count, room;
};

/* The functions of a format that keeps a matrix as its state: make it, and
 * count a message.  Transfers to and from files are no messages. */
void dr_matrix_begin(struct dr_trace_writer *writer);
void dr_matrix_message(struct dr_trace_writer *writer,
                       const struct dr_trace_message *message);

/* Order the cells by sender, then by receiver. */
void dr_matrix_sort(struct dr_matrix *matrix);

void dr_matrix_end(struct dr_matrix *matrix);

#endif
