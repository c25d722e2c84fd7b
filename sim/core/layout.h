/*
 * layout.h - where the bytes of a datatype lie, compressed.
 *
 * A layout is a list of pieces in pack order.  A piece is `count` copies,
 * `stride` bytes apart, of one block of bytes or of an inner layout:
 *
 *     vector(3, 2, 4, int)    one piece:  3 x 8 bytes, every 16
 *     struct {char; double}   two pieces: 1 byte at 0, 8 bytes at 8
 *     3 structs, every 32     one piece:  3 x (the two pieces), every 32
 *
 * Pieces that continue each other are merged while a layout is built, so a
 * vector of any count costs one piece, and bytes without holes cost one block.
 * Many blocks of one length at uneven distances are one piece with a list:
 *
 *     indexed_block(1000, 1, {0, 3, 4, ...}, int)   1000 x 4 bytes, listed
 *
 * Layouts never change once built and are shared by reference count.  Packed
 * bytes of a layout are counted from 0; every piece knows where it starts.
 */
#ifndef DR_CORE_LAYOUT_H
#define DR_CORE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dr_piece {
    int64_t
        offset; /* of the first copy, from the buffer; what a list adds to */
    int64_t stride;                /* from copy to copy; any sign */
    uint64_t count;                /* of copies, at least 1 */
    uint64_t length;               /* packed bytes of one copy, at least 1 */
    uint64_t start;                /* packed bytes before this piece */
    const struct dr_layout *inner; /* NULL: a block of `length` bytes */
    const int64_t *list; /* where copies are, if not at even distances */
};

struct dr_layout {
    uint64_t bytes; /* packed bytes of all pieces */
    uint32_t npieces;
    uint32_t refs; /* 0: static, never freed */
    const struct dr_piece *pieces;
};

/* A layout under construction. */
struct dr_layout_draft {
    struct dr_piece *pieces;
    size_t npieces, room;
    uint64_t bytes;
};

#define DR_LAYOUT_DRAFT_EMPTY ((struct dr_layout_draft){0})

/* Append `count` copies of `layout`, the first at `offset`, the next ones
 * `stride` bytes apart.  The caller has checked that no offset and no number
 * of bytes leaves 63 bits. */
void dr_layout_add(struct dr_layout_draft *draft,
                   const struct dr_layout *layout, int64_t offset,
                   uint64_t count, int64_t stride);

/* The finished layout, with one reference; the draft is empty again. */
const struct dr_layout *dr_layout_finish(struct dr_layout_draft *draft);

/* One reference more, one less. */
const struct dr_layout *dr_layout_hold(const struct dr_layout *layout);
void dr_layout_release(const struct dr_layout *layout);

/* Where a copy of a piece is, from the buffer. */
static inline int64_t dr_piece_at(const struct dr_piece *piece, uint64_t copy)
{
    int64_t more = piece->list ? piece->list[copy]
                               : (int64_t)((uint64_t)piece->stride * copy);

    return piece->offset + more;
}

/* Is the layout one block without holes, or empty?  `offset`: of the block. */
bool dr_layout_is_block(const struct dr_layout *layout, int64_t *offset);

/*
 * Copy the packed bytes [from, from + bytes) of `count` elements, `extent`
 * bytes apart, between the user's buffer and a packed stream.
 *
 * `packed` points to the first byte copied, not to the start of the stream.
 * Undefined: a range beyond count times layout->bytes.
 */
void dr_layout_pack(const struct dr_layout *layout, int64_t extent,
                    const void *buf, uint64_t count, uint64_t from,
                    void *packed, uint64_t bytes);
void dr_layout_unpack(const struct dr_layout *layout, int64_t extent, void *buf,
                      uint64_t count, uint64_t from, const void *packed,
                      uint64_t bytes);

#endif
