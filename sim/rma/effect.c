/*
 * effect.c - what one-sided operations do to memory.
 */
#include "rma/effect.h"

#include <stddef.h>
#include <string.h>

enum {
    PART = 4096 /* bytes of a type's elements that are combined at once */
};

static uint64_t packed(struct dr_span span)
{
    return span.type ? span.count * span.type->size : 0;
}

uint64_t dr_effect_origin_bytes(const struct dr_rma *what)
{
    if (what->kind == DR_RMA_COMPARE_AND_SWAP)
        return 2 * packed(what->origin);
    return what->kind == DR_RMA_GET ? 0 : packed(what->origin);
}

uint64_t dr_effect_result_bytes(const struct dr_rma *what)
{
    return what->kind == DR_RMA_GET ? packed(what->origin)
                                    : packed(what->result);
}

static bool in_a_row(struct dr_span span, const struct dr_datatype *basic)
{
    return span.type == basic || (span.type->contiguous && basic->contiguous &&
                                  span.type->true_lb == 0);
}

/* Some elements of a span, from the `first` on, as an operator takes them: a
 * type with gaps does not travel that way. */
static void take(struct dr_span span, uint64_t first, struct dr_span row)
{
    uint64_t size = row.type->size;
    char stream[PART];

    if (row.type->contiguous) {
        dr_usermem_read_part(span, first * size, row.buffer, row.count * size);
        return;
    }
    dr_usermem_read_part(span, first * size, stream, row.count * size);
    dr_usermem_write(row, stream, row.count * size);
}

static void give(struct dr_span row, struct dr_span span, uint64_t first)
{
    uint64_t size = row.type->size;
    char stream[PART];

    dr_usermem_read(row, stream, row.count * size);
    dr_usermem_write_part(span, first * size, stream, row.count * size);
}

/* target = origin op target, whatever their layouts, in parts. */
static void combine_any(const struct dr_rma *what,
                        const struct dr_datatype *basic, uint64_t count)
{
    max_align_t in[PART / sizeof(max_align_t)], out[PART / sizeof *in];
    uint64_t part = PART / (uint64_t)basic->extent;

    memset(in, 0, sizeof in);
    memset(out, 0, sizeof out);
    for (uint64_t done = 0; done < count; done += part) {
        struct dr_span from = {in, count - done < part ? count - done : part,
                               basic};
        struct dr_span to = {out, from.count, basic};

        take(what->origin, done, from);
        take(what->target, done, to);
        dr_op_apply(what->op, in, out, from.count, basic, what->basic);
        give(to, what->target, done);
    }
}

static void combine(const struct dr_rma *what)
{
    const struct dr_datatype *basic;
    uint64_t count;

    if (!what->op) {
        if (what->replaces)
            dr_usermem_copy(what->origin, what->target, packed(what->target));
        return;
    }
    basic = dr_datatype_get(what->basic);
    count = packed(what->target) / basic->size;
    if (in_a_row(what->origin, basic) && in_a_row(what->target, basic))
        dr_op_apply(what->op, what->origin.buffer, what->target.buffer, count,
                    basic, what->basic);
    else
        combine_any(what, basic, count);
}

static void compare_and_swap(const struct dr_rma *what)
{
    uint64_t bytes = packed(what->target);

    dr_usermem_copy(what->target, what->result, bytes);
    if (memcmp(what->target.buffer, what->compare, bytes) == 0)
        dr_usermem_copy(what->origin, what->target, bytes);
}

bool dr_effect_changes(const struct dr_rma *what)
{
    if (what->kind == DR_RMA_COMPARE_AND_SWAP)
        return memcmp(what->target.buffer, what->compare,
                      packed(what->target)) == 0;
    return !dr_rma_only_reads(what);
}

void dr_effect_take(const struct dr_rma *what)
{
    switch (what->kind) {
    case DR_RMA_PUT:
        dr_usermem_copy(what->origin, what->target, packed(what->target));
        break;
    case DR_RMA_GET:
        dr_usermem_copy(what->target, what->origin, packed(what->target));
        break;
    case DR_RMA_GET_ACCUMULATE:
        dr_usermem_copy(what->target, what->result, packed(what->target));
        combine(what);
        break;
    case DR_RMA_ACCUMULATE:
        combine(what);
        break;
    case DR_RMA_COMPARE_AND_SWAP:
        compare_and_swap(what);
        break;
    }
}
