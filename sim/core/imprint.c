/*
 * imprint.c - a short note of what stood in memory, to see whether it changed.
 *
 * Order: sums of the same bytes in the same portions are equal, so taking and
 * comparing walk a span in exactly the same way.
 */
#include "core/imprint.h"

#include <string.h>

#include "core/crash.h"
#include "core/world.h"

enum {
    LINE = 64, /* bytes of a sample */
    LINES = 8  /* samples of a part */
};

static inline uint64_t mix(uint64_t sum, uint64_t value)
{
    sum = (sum ^ value) * 0x9e3779b97f4a7c15u;
    return sum ^ sum >> 32;
}

/* Two sums, so that one multiplication need not wait for the other. */
DR_ANY_MEMORY static uint64_t add_bytes(uint64_t sum, const char *at,
                                        uint64_t bytes)
{
    uint64_t other = bytes, left = bytes;

    for (; left >= 16; left -= 16, at += 16) {
        sum = mix(sum, *(const dr_imprint_word *)at);
        other = mix(other, *(const dr_imprint_word *)(at + 8));
    }
    for (; left > 0; left--, at++)
        sum = mix(sum, (unsigned char)*at);
    return mix(sum, other);
}

DR_ANY_MEMORY static void copy_bytes(char *to, const char *from, uint64_t bytes)
{
    if (bytes == 8) {
        *(dr_imprint_word *)to = *(const dr_imprint_word *)from;
        return;
    }
    for (uint64_t i = 0; i < bytes; i++)
        to[i] = from[i];
}

/* Packed bytes [from, from + bytes) of a span. */
static uint64_t add_portion(uint64_t sum, struct dr_span span, uint64_t from,
                            uint64_t bytes)
{
    const char *flat = dr_span_flat(span);
    char chunk[512];

    if (flat)
        return add_bytes(sum, flat + from, bytes);
    while (bytes > 0) {
        uint64_t part = bytes < sizeof chunk ? bytes : sizeof chunk;

        dr_datatype_pack(span.type, span.buffer, span.count, from, chunk, part);
        sum = add_bytes(sum, chunk, part);
        from += part;
        bytes -= part;
    }
    return sum;
}

/* Where a part begins. */
static uint64_t part_at(uint64_t bytes, unsigned part)
{
    return bytes / DR_IMPRINT_PARTS * part +
           bytes % DR_IMPRINT_PARTS * part / DR_IMPRINT_PARTS;
}

static uint64_t sum_of_part(struct dr_span span, uint64_t bytes, unsigned part,
                            bool all)
{
    uint64_t from = part_at(bytes, part), end = part_at(bytes, part + 1);
    uint64_t length = end - from, sum = 0;

    if (all || bytes <= DR_IMPRINT_WHOLE)
        return add_portion(0, span, from, length);
    for (unsigned i = 0; i < LINES - 1; i++)
        sum = add_portion(sum, span, from + (length - LINE) / (LINES - 1) * i,
                          LINE);
    return add_portion(sum, span, end - LINE, LINE);
}

/* One taking or comparing, as dr_crash_try() calls it. */
struct look {
    struct dr_imprint *imprint; /* to fill in */
    const struct dr_imprint *old;
    struct dr_span span;
    uint64_t bytes, from, end;
    bool all, changed;
};

static void get_exactly(char *copy, struct dr_span span, uint64_t bytes)
{
    const char *flat = dr_span_flat(span);

    if (flat)
        copy_bytes(copy, flat, bytes);
    else
        dr_datatype_pack(span.type, span.buffer, span.count, 0, copy, bytes);
}

static void take(void *self)
{
    struct look *look = self;

    if (look->bytes <= DR_IMPRINT_EXACT)
        get_exactly(look->imprint->copy, look->span, look->bytes);
    else
        for (unsigned i = 0; i < DR_IMPRINT_PARTS; i++)
            look->imprint->sums[i] =
                sum_of_part(look->span, look->bytes, i, look->all);
}

static void note(struct look *look, uint64_t from, uint64_t end)
{
    if (!look->changed)
        look->from = from;
    look->end = end;
    look->changed = true;
}

static void compare_exactly(struct look *look)
{
    char now[DR_IMPRINT_EXACT];

    get_exactly(now, look->span, look->bytes);
    if (memcmp(now, look->old->copy, look->bytes) == 0)
        return;
    for (uint64_t i = 0; !look->changed; i++) {
        if (now[i] != look->old->copy[i])
            note(look, i, i + 1);
    }
}

/* Of the parts that are wholly in the bytes asked for. */
static void compare(void *self)
{
    struct look *look = self;
    uint64_t of = look->old->bytes;

    if (of <= DR_IMPRINT_EXACT) {
        compare_exactly(look);
        return;
    }
    for (unsigned i = 0; i < DR_IMPRINT_PARTS; i++) {
        uint64_t end = part_at(of, i + 1);

        if (end <= look->bytes &&
            sum_of_part(look->span, of, i, look->all) != look->old->sums[i])
            note(look, part_at(of, i), end);
    }
}

/* The C library gives memory back to the system in portions above this. */
static bool may_be_gone(uint64_t bytes)
{
    return bytes > DR_IMPRINT_WHOLE && dr_world->watch;
}

void dr_imprint_take_any(struct dr_imprint *imprint, struct dr_span span,
                         uint64_t bytes, bool all)
{
    struct look look = {
        .imprint = imprint, .span = span, .bytes = bytes, .all = all};

    imprint->bytes = bytes;
    if (!may_be_gone(bytes))
        take(&look);
    else if (!dr_crash_try(dr_world->watch, take, &look))
        imprint->bytes = 0;
}

enum dr_imprint_answer dr_imprint_compare_any(const struct dr_imprint *imprint,
                                              struct dr_span span,
                                              uint64_t bytes, bool all,
                                              uint64_t *from, uint64_t *end)
{
    struct look look = {.old = imprint, .span = span, .all = all};

    look.bytes = bytes < imprint->bytes ? bytes : imprint->bytes;
    if (!may_be_gone(look.bytes))
        compare(&look);
    else if (!dr_crash_try(dr_world->watch, compare, &look))
        return DR_IMPRINT_GONE;
    *from = look.from;
    *end = look.end;
    return look.changed ? DR_IMPRINT_CHANGED : DR_IMPRINT_SAME;
}
