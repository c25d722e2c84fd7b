/*
 * layout_copy.c - moving bytes between a layout and a packed stream.
 *
 * A range that starts or ends inside an element is walked with care at its
 * two ends only; everything between is copied by whole(), which does not look
 * at the range.  Many copies of a few blocks, as of a struct with holes, are
 * copied field by field instead.  Short blocks are copied by moves of a size
 * that the compiler knows, two that overlap if need be.  Addresses are
 * computed as integers, because MPI_BOTTOM makes them offsets from NULL.
 */
#include <assert.h>
#include <string.h>

#include "core/layout.h"

enum {
    MOST_FIELDS = 16,
    FEW_COPIES = 4,     /* not worth looking for fields */
    CACHED_COPIES = 256 /* so many stay in the cache from field to field */
};

struct walk {
    char *packed;  /* next byte of the stream */
    uint64_t skip; /* packed bytes before the range */
    uint64_t left; /* packed bytes still to copy */
    bool unpack;   /* from the stream to the user's buffer */
};

/*
 * Call `copy(known, length)` with a number of bytes that the compiler knows:
 * the length itself; or that many bytes at the beginning and as many at the end
 * are the whole block; or 0, if the block is large.
 */
#define BY_LENGTH(length, copy)                                                \
    do {                                                                       \
        if ((length) == 8)                                                     \
            copy(8, 8);                                                        \
        else if ((length) == 4)                                                \
            copy(4, 4);                                                        \
        else if ((length) == 16)                                               \
            copy(16, 16);                                                      \
        else if ((length) == 1)                                                \
            copy(1, 1);                                                        \
        else if ((length) == 2)                                                \
            copy(2, 2);                                                        \
        else if ((length) == 32)                                               \
            copy(32, 32);                                                      \
        else if ((length) == 64)                                               \
            copy(64, 64);                                                      \
        else if ((length) > 64)                                                \
            copy(0, length);                                                   \
        else if ((length) > 32)                                                \
            copy(32, length);                                                  \
        else if ((length) > 16)                                                \
            copy(16, length);                                                  \
        else if ((length) > 8)                                                 \
            copy(8, length);                                                   \
        else if ((length) > 4)                                                 \
            copy(4, length);                                                   \
        else                                                                   \
            copy(2, length);                                                   \
    } while (0)

static inline __attribute__((always_inline)) void
copy_block(char *to, const char *from, size_t known, size_t length)
{
    if (known == 0) {
        memcpy(to, from, length);
        return;
    }
    memcpy(to, from, known);
    if (known < length)
        memcpy(to + length - known, from + length - known, known);
}

static inline __attribute__((always_inline)) void
copy_even(char *to, int64_t to_step, const char *from, int64_t from_step,
          size_t known, size_t length, uint64_t n)
{
#pragma GCC unroll 4
    for (; n > 0; n--) {
        copy_block(to, from, known, length);
        to += to_step;
        from += from_step;
    }
}

/* `n` blocks, at even distances on both sides. */
static void copy_steps(char *to, int64_t to_step, const char *from,
                       int64_t from_step, uint64_t length, uint64_t n)
{
#define EVEN(known, all) copy_even(to, to_step, from, from_step, known, all, n)
    BY_LENGTH(length, EVEN);
#undef EVEN
}

static inline __attribute__((always_inline)) void
pack_listed(char *packed, uintptr_t base, const int64_t *list, size_t known,
            size_t length, uint64_t n)
{
#pragma GCC unroll 4
    for (; n > 0; n--, list++, packed += length)
        copy_block(packed, (const char *)(base + (uintptr_t)*list), known,
                   length);
}

static inline __attribute__((always_inline)) void
unpack_listed(const char *packed, uintptr_t base, const int64_t *list,
              size_t known, size_t length, uint64_t n)
{
#pragma GCC unroll 4
    for (; n > 0; n--, list++, packed += length)
        copy_block((char *)(base + (uintptr_t)*list), packed, known, length);
}

/* `n` blocks where a list says. */
static void listed(struct walk *w, uintptr_t base, const int64_t *list,
                   uint64_t length, uint64_t n)
{
#define PACK(known, all)   pack_listed(w->packed, base, list, known, all, n)
#define UNPACK(known, all) unpack_listed(w->packed, base, list, known, all, n)
    if (w->unpack)
        BY_LENGTH(length, UNPACK);
    else
        BY_LENGTH(length, PACK);
#undef PACK
#undef UNPACK
    w->packed += n * length;
}

/* Copy `n` blocks of `length` bytes, `stride` apart at address `at`. */
static void blocks(struct walk *w, uintptr_t at, int64_t stride,
                   uint64_t length, uint64_t n)
{
    if (w->unpack)
        copy_steps((char *)at, stride, w->packed, (int64_t)length, length, n);
    else
        copy_steps(w->packed, (int64_t)length, (const char *)at, stride, length,
                   n);
    w->packed += n * length;
}

static void repeat(struct walk *w, const struct dr_layout *layout, uintptr_t at,
                   int64_t stride, uint64_t n);

/* Copy `n` whole copies of a piece, from the `first` on. */
static void copies(struct walk *w, const struct dr_piece *piece, uintptr_t base,
                   uint64_t first, uint64_t n)
{
    uintptr_t at = base + (uintptr_t)piece->offset;

    if (piece->list) {
        listed(w, at, piece->list + first, piece->length, n);
        return;
    }
    at += (uintptr_t)piece->stride * first;
    if (piece->inner)
        repeat(w, piece->inner, at, piece->stride, n);
    else
        blocks(w, at, piece->stride, piece->length, n);
}

/* Copy all bytes of a layout; `skip` and `left` are the caller's business. */
static void whole(struct walk *w, const struct dr_layout *layout,
                  uintptr_t base)
{
    const struct dr_piece *piece = layout->pieces;
    const struct dr_piece *end = piece + layout->npieces;

    for (; piece < end; piece++)
        copies(w, piece, base, 0, piece->count);
}

/* Is the layout a few single blocks, and do copies `stride` apart not touch
 * each other?  Then the order of copying does not matter. */
static bool has_fields(const struct dr_layout *layout, int64_t stride)
{
    int64_t low = INT64_MAX, high = INT64_MIN, end;
    uint32_t i;

    if (layout->npieces > MOST_FIELDS)
        return false;
    for (i = 0; i < layout->npieces; i++) {
        const struct dr_piece *piece = &layout->pieces[i];

        if (piece->inner || piece->count > 1)
            return false;
        end = piece->offset + (int64_t)piece->length;
        low = piece->offset < low ? piece->offset : low;
        high = end > high ? end : high;
    }
    return stride >= high - low || -stride >= high - low;
}

/* Copy one field of `n` copies; the caller moves on in the stream. */
static void field(const struct walk *w, const struct dr_layout *layout,
                  const struct dr_piece *piece, uintptr_t at, int64_t stride,
                  uint64_t n)
{
    char *user = (char *)(at + (uintptr_t)piece->offset);
    char *packed = w->packed + piece->start;
    int64_t step = (int64_t)layout->bytes;

    if (w->unpack)
        copy_steps(user, stride, packed, step, piece->length, n);
    else
        copy_steps(packed, step, user, stride, piece->length, n);
}

/* Copy `n` whole layouts, `stride` bytes apart. */
static void repeat(struct walk *w, const struct dr_layout *layout, uintptr_t at,
                   int64_t stride, uint64_t n)
{
    uint64_t part;
    uint32_t i;

    if (n < FEW_COPIES || !has_fields(layout, stride)) {
        for (; n > 0; n--, at += (uintptr_t)stride)
            whole(w, layout, at);
        return;
    }
    for (; n > 0; n -= part) {
        part = n < CACHED_COPIES ? n : CACHED_COPIES;
        for (i = 0; i < layout->npieces; i++)
            field(w, layout, &layout->pieces[i], at, stride, part);
        w->packed += part * layout->bytes;
        at += (uintptr_t)stride * part;
    }
}

static void part(struct walk *w, const struct dr_layout *layout,
                 uintptr_t base);

/* Copy what the range has of one copy of a piece, from `skip` on. */
static void part_of_copy(struct walk *w, const struct dr_piece *piece,
                         uintptr_t at)
{
    uint64_t n = piece->length - w->skip;

    if (piece->inner) {
        part(w, piece->inner, at);
        return;
    }
    if (n > w->left)
        n = w->left;
    blocks(w, at + w->skip, 0, n, 1);
    w->skip = 0;
    w->left -= n;
}

/* Copy what the range has of a piece; `skip` lies inside it. */
static void part_of_piece(struct walk *w, const struct dr_piece *piece,
                          uintptr_t base)
{
    uint64_t i = w->skip / piece->length;
    uint64_t n;

    w->skip %= piece->length;
    if (w->skip > 0) {
        part_of_copy(w, piece, base + (uintptr_t)dr_piece_at(piece, i));
        i++;
    }
    n = w->left / piece->length;
    if (n > piece->count - i)
        n = piece->count - i;
    if (n > 0)
        copies(w, piece, base, i, n);
    w->left -= n * piece->length;
    i += n;
    if (w->left > 0 && i < piece->count)
        part_of_copy(w, piece, base + (uintptr_t)dr_piece_at(piece, i));
}

/* The piece that holds packed byte `skip`. */
static uint32_t find(const struct dr_layout *layout, uint64_t skip)
{
    uint32_t low = 0, high = layout->npieces;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (layout->pieces[middle].start <= skip)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void part(struct walk *w, const struct dr_layout *layout, uintptr_t base)
{
    uint32_t i = find(layout, w->skip);

    w->skip -= layout->pieces[i].start;
    for (; i < layout->npieces && w->left > 0; i++)
        part_of_piece(w, &layout->pieces[i], base);
}

/* All elements together are one more piece: `count` copies of the layout. */
static void copy(struct walk *w, const struct dr_layout *layout, int64_t extent,
                 uintptr_t base, uint64_t count)
{
    struct dr_piece all = {.stride = extent,
                           .count = count,
                           .length = layout->bytes,
                           .inner = layout};

    if (w->left == 0)
        return;
    assert(w->skip + w->left <= count * layout->bytes);
    if (dr_layout_is_block(layout, &all.offset))
        all.inner = NULL;
    else
        all.offset = 0;
    if (!all.inner && extent == (int64_t)all.length) {
        all.length *= count;
        all.count = 1;
    }
    part_of_piece(w, &all, base);
}

void dr_layout_pack(const struct dr_layout *layout, int64_t extent,
                    const void *buf, uint64_t count, uint64_t from,
                    void *packed, uint64_t bytes)
{
    struct walk w = {.packed = packed, .skip = from, .left = bytes};

    copy(&w, layout, extent, (uintptr_t)buf, count);
}

void dr_layout_unpack(const struct dr_layout *layout, int64_t extent, void *buf,
                      uint64_t count, uint64_t from, const void *packed,
                      uint64_t bytes)
{
    struct walk w = {
        .packed = (char *)packed, .skip = from, .left = bytes, .unpack = true};

    copy(&w, layout, extent, (uintptr_t)buf, count);
}
