/*
 * datatype_draft.h - a datatype under construction; private to the
 * constructors in datatype_make.c and datatype_grid.c.
 *
 * Invariant: unless `overflow` is set, every bound so far is smaller than
 * 2^61 in magnitude and the size fits into 63 bits.
 */
#ifndef DR_CORE_DATATYPE_DRAFT_H
#define DR_CORE_DATATYPE_DRAFT_H

#include "core/datatype.h"

/* Bounds below this cannot overflow when two of them are subtracted. */
#define DR_DATATYPE_LIMIT ((int64_t)1 << 61)

struct dr_datatype_draft {
    struct dr_layout_draft layout;
    struct dr_signature_draft signature;
    uint64_t size;
    int64_t true_lb, true_ub; /* valid if size > 0 */
    int64_t lb, ub;           /* valid if set */
    bool lb_set, ub_set;
    bool overflow;
    uint32_t align;
};

#define DR_DATATYPE_DRAFT_EMPTY ((struct dr_datatype_draft){0})

/* Append `count` copies of `old`, the first displaced by `offset` bytes, the
 * next ones `stride` bytes apart.  Does nothing after an overflow. */
void dr_datatype_append(struct dr_datatype_draft *draft,
                        const struct dr_datatype *old, int64_t offset,
                        int64_t count, int64_t stride);

/* The same for blocks of `length` elements, `step` bytes apart in a block. */
void dr_datatype_append_blocks(struct dr_datatype_draft *draft,
                               const struct dr_datatype *old, int64_t offset,
                               int64_t count, int64_t length, int64_t step,
                               int64_t stride);

/* Set both bounds, whatever was appended. */
void dr_datatype_bound(struct dr_datatype_draft *draft, int64_t lb, int64_t ub);

/* The datatype, uncommitted, one reference; NULL after an overflow.  The
 * draft is empty again. */
struct dr_datatype *dr_datatype_finish(struct dr_datatype_draft *draft);

#endif
