/*
 * datatype_draft.c - a datatype under construction.
 */
#include "core/datatype_draft.h"

#include <stdlib.h>

#include "base/memory.h"

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool in_range(int64_t bound)
{
    return bound > -DR_DATATYPE_LIMIT && bound < DR_DATATYPE_LIMIT;
}

/* a + b, or out of range for ever. */
static int64_t shift(struct dr_datatype_draft *draft, int64_t a, int64_t b)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum) || !in_range(sum)) {
        draft->overflow = true;
        return 0;
    }
    return sum;
}

/* Account for bounds of copies whose displacements are low .. high. */
static void widen(struct dr_datatype_draft *draft,
                  const struct dr_datatype *old, int64_t low, int64_t high)
{
    int64_t first = shift(draft, low, old->true_lb);
    int64_t last = shift(draft, high, old->true_ub);

    if (old->size > 0) {
        draft->true_lb =
            draft->size > 0 ? smaller(draft->true_lb, first) : first;
        draft->true_ub = draft->size > 0 ? larger(draft->true_ub, last) : last;
    }
    if (old->lb_set) {
        first = shift(draft, low, old->lb);
        draft->lb = draft->lb_set ? smaller(draft->lb, first) : first;
        draft->lb_set = true;
    }
    if (old->ub_set) {
        last = shift(draft, high, old->ub);
        draft->ub = draft->ub_set ? larger(draft->ub, last) : last;
        draft->ub_set = true;
    }
    if (old->align > draft->align)
        draft->align = old->align;
}

void dr_datatype_append(struct dr_datatype_draft *draft,
                        const struct dr_datatype *old, int64_t offset,
                        int64_t count, int64_t stride)
{
    int64_t span, last;
    uint64_t bytes;

    if (count == 0 || draft->overflow)
        return;
    if (__builtin_mul_overflow(count - 1, stride, &span) || !in_range(offset)) {
        draft->overflow = true;
        return;
    }
    last = shift(draft, offset, span);
    if (!dr_datatype_total(old, (uint64_t)count, &bytes) ||
        bytes + draft->size > INT64_MAX)
        draft->overflow = true;
    if (draft->overflow)
        return;
    widen(draft, old, smaller(offset, last), larger(offset, last));
    if (draft->overflow)
        return;
    draft->size += bytes;
    dr_layout_add(&draft->layout, old->layout, offset, (uint64_t)count, stride);
    dr_signature_add(&draft->signature, old->signature, (uint64_t)count);
}

void dr_datatype_append_blocks(struct dr_datatype_draft *draft,
                               const struct dr_datatype *old, int64_t offset,
                               int64_t count, int64_t length, int64_t step,
                               int64_t stride)
{
    struct dr_datatype_draft inner = DR_DATATYPE_DRAFT_EMPTY;
    struct dr_datatype *block;

    if (count == 0 || length == 0)
        return;
    if (length == 1) {
        dr_datatype_append(draft, old, offset, count, stride);
        return;
    }
    if (count == 1) {
        dr_datatype_append(draft, old, offset, length, step);
        return;
    }
    dr_datatype_append(&inner, old, 0, length, step);
    block = dr_datatype_finish(&inner);
    if (!block) {
        draft->overflow = true;
        return;
    }
    dr_datatype_append(draft, block, offset, count, stride);
    dr_datatype_release(block);
}

void dr_datatype_bound(struct dr_datatype_draft *draft, int64_t lb, int64_t ub)
{
    draft->lb = shift(draft, lb, 0);
    draft->ub = shift(draft, ub, 0);
    draft->lb_set = true;
    draft->ub_set = true;
}

/* The padding that MPI-3.1 section 4.1 calls epsilon: the extent becomes a
 * multiple of the alignment, as that of a C struct is. */
static int64_t padded(int64_t lb, int64_t ub, uint32_t align)
{
    int64_t over = align > 1 ? (ub - lb) % align : 0;

    if (over < 0)
        over += align;
    return over > 0 ? ub + align - over : ub;
}

struct dr_datatype *dr_datatype_finish(struct dr_datatype_draft *draft)
{
    struct dr_datatype *type = dr_zalloc(1, sizeof(*type));
    int64_t start;

    type->layout = dr_layout_finish(&draft->layout);
    type->signature = dr_signature_finish(&draft->signature);
    type->name = "";
    type->refs = 1;
    if (draft->overflow) {
        dr_datatype_release(type);
        return NULL;
    }
    type->size = draft->size;
    type->align = draft->align > 0 ? draft->align : 1;
    type->true_lb = draft->true_lb;
    type->true_ub = draft->true_ub;
    type->lb_set = draft->lb_set;
    type->ub_set = draft->ub_set;
    type->lb = draft->lb_set ? draft->lb : draft->true_lb;
    type->ub = draft->ub_set ? draft->ub
                             : padded(type->lb, draft->true_ub, type->align);
    type->extent = type->ub - type->lb;
    type->contiguous = dr_layout_is_block(type->layout, &start) && start == 0 &&
                       (type->size == 0 || type->extent == (int64_t)type->size);
    return type;
}
