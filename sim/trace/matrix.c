/*
 * matrix.c - who sent how much to whom, and that as CSV.
 */
#include "trace/matrix.h"

#include <stdlib.h>

#include "base/memory.h"
#include "trace/number.h"

void dr_matrix_begin(struct dr_trace_writer *writer)
{
    writer->state = dr_zalloc(1, sizeof(struct dr_matrix));
}

static struct dr_matrix_cell *add_cell(struct dr_matrix *matrix, int from,
                                       int to)
{
    if (matrix->count == matrix->room) {
        matrix->room = matrix->room ? 2 * matrix->room : 256;
        matrix->cells =
            dr_realloc(matrix->cells, matrix->room * sizeof *matrix->cells);
    }
    matrix->cells[matrix->count++] =
        (struct dr_matrix_cell){.from = from, .to = to};
    dr_table_put(&matrix->by_pair, (uint64_t)from, (uint64_t)to,
                 (void *)matrix->count);
    return &matrix->cells[matrix->count - 1];
}

void dr_matrix_message(struct dr_trace_writer *writer,
                       const struct dr_trace_message *message)
{
    struct dr_matrix *matrix = writer->state;
    struct dr_matrix_cell *cell;
    size_t known;

    if (message->protocol == DR_SENT_STORAGE)
        return;
    known = (size_t)dr_table_get(&matrix->by_pair, (uint64_t)message->from,
                                 (uint64_t)message->to);
    cell = known ? &matrix->cells[known - 1]
                 : add_cell(matrix, message->from, message->to);
    cell->messages++;
    cell->bytes += message->bytes;
}

static int compare(const void *a, const void *b)
{
    const struct dr_matrix_cell *one = a, *two = b;

    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return (one->to > two->to) - (one->to < two->to);
}

void dr_matrix_sort(struct dr_matrix *matrix)
{
    if (matrix->count > 0)
        qsort(matrix->cells, matrix->count, sizeof *matrix->cells, compare);
}

void dr_matrix_end(struct dr_matrix *matrix)
{
    dr_table_end(&matrix->by_pair);
    free(matrix->cells);
    free(matrix);
}

static void end(struct dr_trace_writer *writer, const struct dr_trace_end *end)
{
    struct dr_matrix *matrix = writer->state;

    (void)end;
    dr_matrix_sort(matrix);
    dr_sink_text(writer->sink, "from,to,messages,bytes\n");
    for (size_t i = 0; i < matrix->count; i++) {
        const struct dr_matrix_cell *cell = &matrix->cells[i];
        char *at = dr_sink_room(writer->sink, 5 * DR_NUMBER_MOST);

        at = dr_number(at, (uint64_t)cell->from);
        *at++ = ',';
        at = dr_number(at, (uint64_t)cell->to);
        *at++ = ',';
        at = dr_number(at, cell->messages);
        *at++ = ',';
        at = dr_number(at, cell->bytes);
        *at++ = '\n';
        dr_sink_take(writer->sink, at);
    }
    dr_matrix_end(matrix);
}

const struct dr_trace_format dr_trace_matrix_csv = {.suffix = ".matrix.csv",
                                                    .text = true,
                                                    .begin = dr_matrix_begin,
                                                    .message =
                                                        dr_matrix_message,
                                                    .end = end};
