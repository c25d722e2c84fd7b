/*
 * reach.c - the memory that the elements in a buffer cover.
 */
#include "core/reach.h"

struct dr_reach dr_reach_of(const void *buffer, uint64_t count,
                            const struct dr_datatype *type)
{
    uintptr_t first = (uintptr_t)buffer;
    uintptr_t last = first + (count - 1) * (uintptr_t)type->extent;

    if (count == 0 || type->size == 0)
        return (struct dr_reach){first, first, true};
    return (struct dr_reach){
        .from = (type->extent < 0 ? last : first) + (uintptr_t)type->true_lb,
        .to = (type->extent < 0 ? first : last) + (uintptr_t)type->true_ub,
        .whole = type->contiguous};
}

uint64_t dr_reach_common(struct dr_reach a, struct dr_reach b)
{
    uintptr_t from = a.from > b.from ? a.from : b.from;
    uintptr_t to = a.to < b.to ? a.to : b.to;

    return from < to ? to - from : 0;
}

bool dr_reach_overlaps_itself(uint64_t count, const struct dr_datatype *type)
{
    struct dr_reach reach;

    if (type->contiguous || count == 0)
        return false;
    reach = dr_reach_of(NULL, count, type);
    return count * type->size > reach.to - reach.from;
}
