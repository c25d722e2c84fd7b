/*
 * effect.c - what one-sided operations do to memory.
 */
#include "rma/effect.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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

/* `count` elements in a row of the span's `bytes` packed bytes. */
static void *elements_of(struct dr_span span, const struct dr_datatype *basic,
                         uint64_t count)
{
    uint64_t bytes = count * basic->size;
    char *stream = dr_alloc(bytes + 1);
    struct dr_span row = {dr_zalloc(count + 1, (size_t)basic->extent), count,
                          basic};

    dr_usermem_read(span, stream, bytes);
    dr_usermem_write(row, stream, bytes);
    free(stream);
    return row.buffer;
}

static bool in_a_row(struct dr_span span, const struct dr_datatype *basic)
{
    return span.type == basic || (span.type->contiguous && basic->contiguous &&
                                  span.type->true_lb == 0);
}

/* target = origin op target, whatever their layouts. */
static void combine_any(const struct dr_rma *what,
                        const struct dr_datatype *basic, uint64_t count)
{
    struct dr_span row = {elements_of(what->target, basic, count), count,
                          basic};
    void *origin = elements_of(what->origin, basic, count);
    uint64_t bytes = count * basic->size;
    char *stream = dr_alloc(bytes + 1);

    dr_op_apply(what->op, origin, row.buffer, count, basic, what->basic);
    dr_usermem_read(row, stream, bytes);
    dr_usermem_write(what->target, stream, bytes);
    free(stream);
    free(origin);
    free(row.buffer);
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
