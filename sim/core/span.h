/*
 * span.h - memory of a rank, as operations name it: elements of a datatype.
 *
 * Only bytes that the datatype's map has belong to a span; the gaps between
 * them are not its business.
 */
#ifndef DR_CORE_SPAN_H
#define DR_CORE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/datatype.h"

/* `count` elements of `type` at `buffer`; with type NULL, `count` bytes. */
struct dr_span {
    void *buffer;
    uint64_t count;
    const struct dr_datatype *type;
};

/* Addresses from `low` to before `high`. */
struct dr_reach {
    uintptr_t low, high;
};

/* Have two an address in common?  Neither is empty. */
static inline bool dr_reach_meets(struct dr_reach a, struct dr_reach b)
{
    return a.low < b.high && b.low < a.high;
}

/* Packed bytes. */
static inline uint64_t dr_span_bytes(struct dr_span span)
{
    return span.type ? span.count * span.type->size : span.count;
}

/* Where the packed bytes lie one after the other, or NULL. */
static inline char *dr_span_flat(struct dr_span span)
{
    if (!span.type)
        return span.buffer;
    return span.type->contiguous ? (char *)span.buffer + span.type->true_lb
                                 : NULL;
}

/* The addresses it lies between, gaps included; and of one with gaps. */
struct dr_reach dr_span_reach_of_gaps(struct dr_span span);
static inline struct dr_reach dr_span_reach(struct dr_span span)
{
    uintptr_t at = (uintptr_t)dr_span_flat(span);

    if (!at)
        return dr_span_reach_of_gaps(span);
    return (struct dr_reach){at, at + dr_span_bytes(span)};
}

/* Has it a byte in this range? */
bool dr_span_touches(struct dr_span span, struct dr_reach range);

/* Have two a byte in common?  If both are of so many blocks that finding out
 * would take long, the answer is no. */
bool dr_span_meets(struct dr_span a, struct dr_span b);

/* Visit its blocks of bytes, in no special order, until `visit` says false. */
typedef bool dr_span_visit(void *self, struct dr_reach block);
void dr_span_each(struct dr_span span, dr_span_visit *visit, void *self);

#endif
