/*
 * vector.c - steps of reductions on parts of the vector.
 */
#include "coll/vector.h"

struct dr_part dr_part_between(const struct dr_coll *coll, int64_t from,
                               int64_t to, int n)
{
    uint64_t count = coll->send.count, each = count / (uint64_t)n;
    uint64_t larger = count % (uint64_t)n; /* the first ones, by one */
    uint64_t low = (uint64_t)from, high = (uint64_t)to;
    uint64_t begin = low * each + (low < larger ? low : larger);
    uint64_t end = high * each + (high < larger ? high : larger);

    return (struct dr_part){begin, end - begin};
}

struct dr_part dr_part_of(const struct dr_coll *coll, int64_t index, int n)
{
    return dr_part_between(coll, index, index + 1, n);
}

struct dr_part dr_part_whole(const struct dr_coll *coll)
{
    return (struct dr_part){0, coll->send.count};
}

static char *element(const struct dr_coll *coll, const void *buffer,
                     uint64_t index)
{
    return (char *)(uintptr_t)buffer + (int64_t)index * coll->send.type->extent;
}

struct dr_span dr_part_span(const struct dr_coll *coll, const void *buffer,
                            struct dr_part part)
{
    return (struct dr_span){element(coll, buffer, part.first), part.count,
                            coll->send.type};
}

void *dr_vector_scratch(struct dr_schedule *schedule,
                        const struct dr_coll *coll)
{
    return dr_coll_elements(schedule, coll->send.count, coll->send.type);
}

void *dr_vector_load(struct dr_schedule *schedule, const struct dr_coll *coll)
{
    dr_vector_move(schedule, coll, coll->send.buffer, coll->recv.buffer);
    return coll->recv.buffer;
}

void dr_vector_move(struct dr_schedule *schedule, const struct dr_coll *coll,
                    const void *from, void *to)
{
    struct dr_part whole = dr_part_whole(coll);

    if (from != to)
        dr_schedule_copy(schedule, dr_part_span(coll, from, whole),
                         dr_part_span(coll, to, whole));
}

void dr_vector_combine(struct dr_schedule *schedule, const struct dr_coll *coll,
                       const void *in, void *inout, struct dr_part part)
{
    if (part.count > 0)
        dr_schedule_reduce(schedule, element(coll, in, part.first),
                           element(coll, inout, part.first), part.count,
                           coll->send.type, coll->handle, coll->op);
}
