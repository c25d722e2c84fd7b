/*
 * blocks.c - where the data of each rank stands in a collective's buffers.
 */
#include "coll/coll.h"

/* `bytes` after the buffer; nothing is there if the block is empty. */
static void *away(const struct dr_blocks *blocks, int64_t bytes)
{
    return (void *)((uintptr_t)blocks->buffer + (uintptr_t)bytes);
}

static void *element(const struct dr_blocks *blocks, int64_t index)
{
    int64_t bytes;

    if (__builtin_mul_overflow(index, blocks->type->extent, &bytes))
        bytes = 0;
    return away(blocks, bytes);
}

uint64_t dr_blocks_count(const struct dr_blocks *blocks, int rank)
{
    return dr_integers_given(blocks->counts)
               ? (uint64_t)dr_integers_at(blocks->counts, rank)
               : blocks->count;
}

int64_t dr_blocks_displ(const struct dr_blocks *blocks, int rank)
{
    return dr_integers_given(blocks->displs)
               ? dr_integers_at(blocks->displs, rank)
               : rank * (int64_t)blocks->count;
}

struct dr_span dr_blocks_at(const struct dr_blocks *blocks, int rank)
{
    uint64_t count = dr_blocks_count(blocks, rank);
    int64_t first = dr_blocks_displ(blocks, rank);

    if (blocks->types)
        return (struct dr_span){away(blocks, first), count,
                                dr_datatype_get(blocks->types[rank])};
    return (struct dr_span){element(blocks, first), count, blocks->type};
}

struct dr_span dr_blocks_all(const struct dr_blocks *blocks)
{
    return (struct dr_span){blocks->buffer, blocks->count, blocks->type};
}

void *dr_coll_elements(struct dr_schedule *schedule, uint64_t count,
                       const struct dr_datatype *type)
{
    int64_t extent = type->extent < 0 ? -type->extent : type->extent;
    uint64_t span = (uint64_t)(type->true_ub - type->true_lb);
    char *memory;

    if (count == 0)
        return dr_schedule_scratch(schedule, 1);
    memory =
        dr_schedule_scratch(schedule, (count - 1) * (uint64_t)extent + span);
    if (type->extent < 0)
        memory += (int64_t)(count - 1) * extent;
    return memory - type->true_lb;
}
