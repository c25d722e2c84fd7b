/*
 * span.c - memory of a rank, as operations name it: elements of a datatype.
 *
 * A layout is never unrolled to ask about a range of addresses: which copies
 * of a piece may lie there follows from their stride.  Addresses are computed
 * as integers, because MPI_BOTTOM makes them offsets from NULL.
 */
#include "core/span.h"

/* Blocks of one span that are compared with another. */
enum {
    BLOCKS_MOST = 4096
};

struct dr_reach dr_span_reach_of_gaps(struct dr_span span)
{
    uintptr_t at = (uintptr_t)span.buffer;
    int64_t last, low, high;

    if (!span.type || span.count == 0)
        return (struct dr_reach){at, at};
    last = (int64_t)(span.count - 1) * span.type->extent;
    low = (last < 0 ? last : 0) + span.type->true_lb;
    high = (last > 0 ? last : 0) + span.type->true_ub;
    return (struct dr_reach){at + (uintptr_t)low, at + (uintptr_t)high};
}

/* All elements together are one more piece, as in layout_copy.c. */
static struct dr_piece whole(struct dr_span span)
{
    return (struct dr_piece){.stride = span.type->extent,
                             .count = span.count,
                             .length = span.type->size,
                             .inner = span.type->layout};
}

/* Offsets that a layout lies between. */
struct bounds {
    int64_t low, high;
};

static struct bounds bounds_of(const struct dr_layout *layout);

/* Of one copy of a piece, from where the copy is. */
static struct bounds bounds_of_copy(const struct dr_piece *piece)
{
    if (piece->inner)
        return bounds_of(piece->inner);
    return (struct bounds){0, (int64_t)piece->length};
}

static void widen(struct bounds *all, struct bounds copy, int64_t at)
{
    if (copy.low + at < all->low)
        all->low = copy.low + at;
    if (copy.high + at > all->high)
        all->high = copy.high + at;
}

static struct bounds bounds_of(const struct dr_layout *layout)
{
    struct bounds all = {INT64_MAX, INT64_MIN};

    for (uint32_t i = 0; i < layout->npieces; i++) {
        const struct dr_piece *piece = &layout->pieces[i];
        struct bounds copy = bounds_of_copy(piece);

        widen(&all, copy, dr_piece_at(piece, 0));
        widen(&all, copy, dr_piece_at(piece, piece->count - 1));
        for (uint64_t k = 1; piece->list && k < piece->count; k++)
            widen(&all, copy, dr_piece_at(piece, k));
    }
    return all;
}

/* The copies of a piece, by number, some of whose bounds are in a range of
 * offsets: `*first` to before `*end`. */
static void candidates(const struct dr_piece *piece, struct bounds range,
                       uint64_t *first, uint64_t *end)
{
    struct bounds copy = bounds_of_copy(piece);
    int64_t stride = piece->stride, start = piece->offset, low, high;

    *first = 0;
    *end = piece->count;
    if (piece->list || stride == 0)
        return;
    if (stride < 0) { /* count from the other end */
        start += stride * (int64_t)(piece->count - 1);
        stride = -stride;
    }
    /* start + i * stride + copy.high > range.low, and copy.low < range.high */
    low = range.low - start - copy.high;
    high = range.high - start - copy.low;
    *first = low < 0 ? 0 : (uint64_t)(low / stride) + 1;
    *end = high <= 0 ? 0 : (uint64_t)((high - 1) / stride) + 1;
    if (*end > piece->count)
        *end = piece->count;
    if (piece->stride < 0 && *first < *end) {
        uint64_t least = *first;

        *first = piece->count - *end;
        *end = piece->count - least;
    }
}

/* A walk through the blocks that lie in a range of addresses. */
struct walk {
    struct dr_reach range;
    dr_span_visit *visit;
    void *self;
};

/* false: the visitor has had enough. */
static bool walk_piece(const struct walk *walk, const struct dr_piece *piece,
                       uintptr_t base)
{
    struct bounds range = {(int64_t)(walk->range.low - base),
                           (int64_t)(walk->range.high - base)};
    uint64_t first, end;

    candidates(piece, range, &first, &end);
    for (uint64_t i = first; i < end; i++) {
        uintptr_t at = base + (uintptr_t)dr_piece_at(piece, i);
        struct dr_reach block = {at, at + piece->length};

        for (uint32_t k = 0; piece->inner && k < piece->inner->npieces; k++) {
            if (!walk_piece(walk, &piece->inner->pieces[k], at))
                return false;
        }
        if (!piece->inner && dr_reach_meets(block, walk->range) &&
            !walk->visit(walk->self, block))
            return false;
    }
    return true;
}

static void walk_span(struct dr_span span, const struct walk *walk)
{
    const char *flat = dr_span_flat(span);
    struct dr_reach block = {(uintptr_t)flat,
                             (uintptr_t)flat + dr_span_bytes(span)};
    struct dr_piece all;

    if (dr_span_bytes(span) == 0)
        return;
    if (flat) {
        if (dr_reach_meets(block, walk->range))
            walk->visit(walk->self, block);
    } else {
        all = whole(span);
        walk_piece(walk, &all, (uintptr_t)span.buffer);
    }
}

void dr_span_each(struct dr_span span, dr_span_visit *visit, void *self)
{
    walk_span(span, &(struct walk){{0, INTPTR_MAX / 2}, visit, self});
}

static bool note(void *self, struct dr_reach block)
{
    (void)block;
    *(bool *)self = true;
    return false;
}

bool dr_span_touches(struct dr_span span, struct dr_reach range)
{
    bool found = false;

    walk_span(span, &(struct walk){range, note, &found});
    return found;
}

/* Looking for the other span in every block. */
struct search {
    struct dr_span other;
    int blocks;
    bool found;
};

static bool look(void *self, struct dr_reach block)
{
    struct search *search = self;

    search->found = dr_span_touches(search->other, block);
    return !search->found && ++search->blocks < BLOCKS_MOST;
}

bool dr_span_meets(struct dr_span a, struct dr_span b)
{
    struct dr_reach of_a = dr_span_reach(a), of_b = dr_span_reach(b);
    struct search search = {.other = b};

    if (!dr_reach_meets(of_a, of_b))
        return false;
    walk_span(a, &(struct walk){of_b, look, &search});
    return search.found;
}
