/*
 * imprint.h - a short note of what stood in memory, to see whether it changed.
 *
 * Up to 64 bytes are kept as they are.  Longer spans are divided into eight
 * parts, of which sums are kept; of spans above 4 KiB, unless `all` is given,
 * a sum covers eight lines of 64 bytes of each part, evenly spread, with the
 * first and last bytes of the span among them.  Sums of 64 bits are equal for
 * equal bytes, and as far as one can tell for no others.
 *
 * The memory may be gone: a wrong program frees what an operation owns.
 */
#ifndef DR_CORE_IMPRINT_H
#define DR_CORE_IMPRINT_H

#include "core/span.h"

enum {
    DR_IMPRINT_EXACT = 64,
    DR_IMPRINT_PARTS = 8,
    DR_IMPRINT_WHOLE = 4096 /* above this, parts are sampled */
};

struct dr_imprint {
    uint64_t bytes; /* packed bytes it is of; 0: of nothing */
    union {
        char copy[DR_IMPRINT_EXACT];
        uint64_t sums[DR_IMPRINT_PARTS];
    };
};

enum dr_imprint_answer {
    DR_IMPRINT_SAME,
    DR_IMPRINT_CHANGED,
    DR_IMPRINT_GONE /* the memory cannot be read any more */
};

/* Any eight bytes of memory, whatever they are: most small messages are so
 * long.  Memory that the program has freed may be looked at here. */
typedef uint64_t __attribute__((may_alias, aligned(1))) dr_imprint_word;
#define DR_ANY_MEMORY __attribute__((no_sanitize_address))

/* The functions below for all else. */
void dr_imprint_take_any(struct dr_imprint *imprint, struct dr_span span,
                         uint64_t bytes, bool all);
enum dr_imprint_answer dr_imprint_compare_any(const struct dr_imprint *imprint,
                                              struct dr_span span,
                                              uint64_t bytes, bool all,
                                              uint64_t *from, uint64_t *end);

/* Take one of the first `bytes` packed bytes of a span; of nothing if they
 * cannot be read. */
DR_ANY_MEMORY static inline void dr_imprint_take(struct dr_imprint *imprint,
                                                 struct dr_span span,
                                                 uint64_t bytes, bool all)
{
    const char *flat = dr_span_flat(span);

    if (bytes == sizeof(dr_imprint_word) && flat) {
        imprint->bytes = bytes;
        *(dr_imprint_word *)imprint->copy = *(const dr_imprint_word *)flat;
    } else {
        dr_imprint_take_any(imprint, span, bytes, all);
    }
}

/*
 * Compare: are the first `bytes` packed bytes, as far as the imprint is of
 * them, as they were?  If not, something in [*from, *end) has changed; *from
 * is the first byte that has if *end is the one behind it.
 */
DR_ANY_MEMORY static inline enum dr_imprint_answer
dr_imprint_compare(const struct dr_imprint *imprint, struct dr_span span,
                   uint64_t bytes, bool all, uint64_t *from, uint64_t *end)
{
    const char *flat = dr_span_flat(span);

    if (imprint->bytes == sizeof(dr_imprint_word) && bytes >= imprint->bytes &&
        flat &&
        *(const dr_imprint_word *)flat ==
            *(const dr_imprint_word *)imprint->copy)
        return DR_IMPRINT_SAME;
    return dr_imprint_compare_any(imprint, span, bytes, all, from, end);
}

#endif
