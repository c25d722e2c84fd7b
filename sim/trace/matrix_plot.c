/*
 * matrix_plot.c - the communication matrix as a picture, drawn by gnuplot.
 *
 * Ranks beyond MOST_CELLS share a cell with their neighbours.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "trace/matrix.h"

enum {
    MOST_CELLS = 512 /* a side */
};

struct grid {
    int side, ranks_a_cell;
    bool bytes; /* else no message has any, and messages are counted */
    bool empty; /* there are no messages */
    double *values;
};

static void add_up(struct grid *grid, const struct dr_matrix *matrix,
                   int nranks)
{
    grid->ranks_a_cell = (nranks + MOST_CELLS - 1) / MOST_CELLS;
    grid->side = (nranks + grid->ranks_a_cell - 1) / grid->ranks_a_cell;
    grid->values =
        dr_zalloc((size_t)grid->side * (size_t)grid->side, sizeof(double));
    grid->empty = matrix->count == 0;
    for (size_t i = 0; i < matrix->count; i++)
        grid->bytes |= matrix->cells[i].bytes > 0;
    for (size_t i = 0; i < matrix->count; i++) {
        const struct dr_matrix_cell *cell = &matrix->cells[i];
        int row = cell->from / grid->ranks_a_cell;
        int column = cell->to / grid->ranks_a_cell;

        grid->values[(size_t)row * (size_t)grid->side + (size_t)column] +=
            grid->bytes ? (double)cell->bytes : (double)cell->messages;
    }
}

/* Cells in which nothing was sent stay white. */
static void write_grid(FILE *to, const struct grid *grid)
{
    fputs("$matrix << END\n", to);
    for (int row = 0; row < grid->side; row++) {
        for (int column = 0; column < grid->side; column++) {
            double value = grid->values[row * grid->side + column];

            if (value > 0 || grid->empty)
                fprintf(to, "%.0f ", value);
            else
                fputs("NaN ", to);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* Within single quotes gnuplot knows one special character, doubled. */
static void write_quoted(FILE *to, const char *text)
{
    fputc('\'', to);
    for (; *text; text++) {
        if (*text == '\'')
            fputc('\'', to);
        fputc(*text, to);
    }
    fputc('\'', to);
}

static void write_script(FILE *to, const struct dr_trace_writer *writer,
                         const struct grid *grid, const char *terminal)
{
    int nranks = writer->facts->nranks;

    fprintf(to,
            "set terminal %s size 900,800 font 'Helvetica,13' "
            "background 'white'\nset output ",
            terminal);
    write_quoted(to, writer->path);
    fputs("\nset title ", to);
    write_quoted(to, writer->facts->program);
    fprintf(to,
            " noenhanced\nset xlabel 'to rank'\nset ylabel 'from rank'\n"
            "set cblabel '%s'\nset size square\nset tics out nomirror\n"
            "set format cb '%s'\n%s\n"
            "set xrange [-0.5:%d.5]\nset yrange [%d.5:-0.5]\n"
            "set palette defined (0 '#fde725', 1 '#5ec962', 2 '#21918c', "
            "3 '#3b528b', 4 '#440154')\n",
            grid->bytes ? "bytes" : "messages",
            grid->bytes ? "%.0b %BB" : "%.0f",
            grid->empty ? "set cbrange [0:1]" : "set logscale cb", nranks - 1,
            nranks - 1);
    write_grid(to, grid);
    fprintf(
        to,
        "plot $matrix matrix using ($1*%d+%g):($2*%d+%g):3 with image pixels "
        "notitle\n",
        grid->ranks_a_cell, (grid->ranks_a_cell - 1) / 2.0, grid->ranks_a_cell,
        (grid->ranks_a_cell - 1) / 2.0);
}

static void draw(struct dr_trace_writer *writer, const char *terminal)
{
    struct dr_matrix *matrix = writer->state;
    struct grid grid = {0};
    FILE *to = popen("gnuplot >/dev/null 2>&1", "w");

    add_up(&grid, matrix, writer->facts->nranks);
    if (to)
        write_script(to, writer, &grid, terminal);
    writer->failed = !to || pclose(to) != 0;
    free(grid.values);
    dr_matrix_end(matrix);
}

static void end_png(struct dr_trace_writer *writer,
                    const struct dr_trace_end *end)
{
    (void)end;
    draw(writer, "pngcairo");
}

static void end_svg(struct dr_trace_writer *writer,
                    const struct dr_trace_end *end)
{
    (void)end;
    draw(writer, "svg");
}

const struct dr_trace_format dr_trace_matrix_png = {.suffix = ".matrix.png",
                                                    .gnuplot = true,
                                                    .begin = dr_matrix_begin,
                                                    .message =
                                                        dr_matrix_message,
                                                    .end = end_png};
const struct dr_trace_format dr_trace_matrix_svg = {.suffix = ".matrix.svg",
                                                    .gnuplot = true,
                                                    .begin = dr_matrix_begin,
                                                    .message =
                                                        dr_matrix_message,
                                                    .end = end_svg};
