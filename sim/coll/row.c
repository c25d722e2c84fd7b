/*
 * row.c - the blocks of all ranks one after the other.
 */
#include "coll/row.h"

static bool equal(const struct dr_blocks *blocks)
{
    return !dr_integers_given(blocks->counts) &&
           !dr_integers_given(blocks->displs) && !blocks->types;
}

struct dr_span dr_coll_packed(struct dr_schedule *schedule, uint64_t bytes)
{
    return (struct dr_span){dr_schedule_scratch(schedule, bytes), bytes, NULL};
}

struct dr_span dr_blocks_run(const struct dr_blocks *blocks, int rank,
                             int count)
{
    struct dr_span run = dr_blocks_at(blocks, rank);

    run.count *= (uint64_t)count;
    return run;
}

/* Where each position begins; one more for the end. */
static void measure(struct dr_schedule *schedule, struct dr_row *row)
{
    uint64_t at = 0;

    row->offsets = dr_schedule_scratch(schedule, ((uint64_t)row->size + 1) *
                                                     sizeof *row->offsets);
    for (int i = 0; i < row->size; i++) {
        int rank = (row->first + i) % row->size;

        row->offsets[i] = at;
        at += dr_span_bytes(dr_blocks_at(row->blocks, rank));
    }
    row->offsets[row->size] = at;
}

static uint64_t offset(const struct dr_row *row, int position)
{
    return row->offsets ? row->offsets[position]
                        : (uint64_t)position * row->bytes;
}

struct dr_row dr_row_packed(struct dr_schedule *schedule,
                            const struct dr_blocks *blocks, int size, int first)
{
    struct dr_row row = {.blocks = blocks, .size = size, .first = first};

    if (equal(blocks))
        row.bytes = dr_span_bytes(dr_blocks_at(blocks, 0));
    else
        measure(schedule, &row);
    row.memory = dr_schedule_scratch(schedule, offset(&row, size));
    return row;
}

struct dr_row dr_row_from(struct dr_schedule *schedule,
                          const struct dr_blocks *blocks, int size, int first)
{
    if (equal(blocks) && first == 0)
        return (struct dr_row){.blocks = blocks, .size = size};
    return dr_row_packed(schedule, blocks, size, first);
}

struct dr_row dr_row_scratch(struct dr_schedule *schedule, uint64_t bytes,
                             int size)
{
    char *memory = dr_schedule_scratch(schedule, (uint64_t)size * bytes);

    return (struct dr_row){.size = size, .memory = memory, .bytes = bytes};
}

struct dr_span dr_row_span(const struct dr_row *row, int position, int count)
{
    uint64_t at = offset(row, position);

    if (!row->memory)
        return dr_blocks_run(row->blocks, position, count);
    return (struct dr_span){row->memory + at,
                            offset(row, position + count) - at, NULL};
}

/* Equal blocks are copied in at most two runs. */
static int run_length(const struct dr_row *row, int position, int count)
{
    int rank = (row->first + position) % row->size;

    if (row->offsets)
        return 1;
    return rank + count > row->size ? row->size - rank : count;
}

static struct dr_span users(const struct dr_row *row, int position, int count)
{
    int rank = (row->first + position) % row->size;

    return dr_blocks_run(row->blocks, rank, count);
}

void dr_row_fill(struct dr_schedule *schedule, const struct dr_row *row,
                 int position, int count)
{
    for (int run; row->memory && count > 0; position += run, count -= run) {
        run = run_length(row, position, count);
        dr_schedule_copy(schedule, users(row, position, run),
                         dr_row_span(row, position, run));
    }
}

void dr_row_empty(struct dr_schedule *schedule, const struct dr_row *row,
                  int position, int count)
{
    for (int run; row->memory && count > 0; position += run, count -= run) {
        run = run_length(row, position, count);
        dr_schedule_copy(schedule, dr_row_span(row, position, run),
                         users(row, position, run));
    }
}
