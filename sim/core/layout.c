/*
 * layout.c - building compressed layouts.  Copying is layout_copy.c.
 */
#include "core/layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Layouts of up to so many pieces are copied into the one they are part of:
 * their ends may merge with their neighbours, and copies stay cheap to walk.
 * Larger ones are shared, so that repeated nesting cannot explode. */
enum {
    COPY_PIECES = 8
};

/* Lists are worth it for so many pieces of small blocks, few of which merged.
 */
enum {
    LIST_PIECES = 16,
    LIST_LENGTH = 64,
    LIST_MERGED = 4
};

/* Does `next` start where one more copy of `last` would? */
static bool continues(const struct dr_piece *last, const struct dr_piece *next)
{
    int64_t step;

    if (last->inner != next->inner || last->length != next->length)
        return false;
    if (__builtin_sub_overflow(next->offset, last->offset, &step))
        return false;
    if (last->count > 1 && step / last->stride != (int64_t)last->count)
        return false;
    if (last->count > 1 && step % last->stride != 0)
        return false;
    if (next->count == 1)
        return last->count > 1 || step != 0;
    return next->stride == (last->count > 1 ? last->stride : step);
}

/* Let `last` absorb `next` if both are one pattern. */
static bool merge(struct dr_piece *last, const struct dr_piece *next)
{
    if (!last->inner && !next->inner && last->count == 1 && next->count == 1 &&
        last->offset + (int64_t)last->length == next->offset) {
        last->length += next->length;
        return true;
    }
    if (last->count > 1 && last->stride == 0)
        return false;
    if (!continues(last, next))
        return false;
    if (last->count == 1)
        last->stride = next->offset - last->offset;
    last->count += next->count;
    return true;
}

static void append(struct dr_layout_draft *draft, struct dr_piece piece)
{
    draft->bytes += piece.count * piece.length;
    if (!piece.inner && piece.count > 1 &&
        piece.stride == (int64_t)piece.length) {
        piece.length *= piece.count;
        piece.count = 1;
    }
    if (piece.count == 1)
        piece.stride = 0;
    if (draft->npieces > 0 && merge(&draft->pieces[draft->npieces - 1], &piece))
        return;
    if (draft->npieces == draft->room) {
        draft->room = draft->room ? draft->room * 2 : 4;
        draft->pieces =
            dr_realloc(draft->pieces, draft->room * sizeof(struct dr_piece));
    }
    if (piece.inner)
        dr_layout_hold(piece.inner);
    draft->pieces[draft->npieces++] = piece;
}

/* Copies of a layout of one piece are often one piece again. */
static bool add_single(struct dr_layout_draft *draft, struct dr_piece piece,
                       int64_t offset, uint64_t count, int64_t stride)
{
    int64_t span;

    piece.offset += offset;
    if (piece.count == 1) {
        piece.count = count;
        piece.stride = stride;
    } else if (count > 1) {
        if (__builtin_mul_overflow(piece.stride, (int64_t)piece.count, &span) ||
            span != stride)
            return false;
        piece.count *= count;
    }
    append(draft, piece);
    return true;
}

/* Lists are shared with the layout that owns them. */
static bool may_be_copied(const struct dr_layout *layout)
{
    uint32_t i;

    for (i = 0; i < layout->npieces && i < COPY_PIECES; i++) {
        if (layout->pieces[i].list)
            return false;
    }
    return layout->npieces <= COPY_PIECES;
}

void dr_layout_add(struct dr_layout_draft *draft,
                   const struct dr_layout *layout, int64_t offset,
                   uint64_t count, int64_t stride)
{
    struct dr_piece piece;
    uint32_t i;

    if (count == 0 || layout->bytes == 0)
        return;
    if (layout->npieces == 1 && !layout->pieces[0].list &&
        add_single(draft, layout->pieces[0], offset, count, stride))
        return;
    if (count == 1 && may_be_copied(layout)) {
        for (i = 0; i < layout->npieces; i++) {
            piece = layout->pieces[i];
            piece.offset += offset;
            append(draft, piece);
        }
        return;
    }
    append(draft, (struct dr_piece){.offset = offset,
                                    .stride = stride,
                                    .count = count,
                                    .length = layout->bytes,
                                    .inner = layout});
}

/* How many pieces from `piece` on are best one list, and of how many blocks?
 * They are blocks of one length that merged badly. */
static size_t listable(const struct dr_piece *piece, const struct dr_piece *end,
                       uint64_t *blocks)
{
    const struct dr_piece *at = piece;

    *blocks = 0;
    while (at < end && !at->inner && at->length == piece->length &&
           at->length <= LIST_LENGTH && at->count <= LIST_MERGED) {
        *blocks += at->count;
        at++;
    }
    return at - piece >= LIST_PIECES ? (size_t)(at - piece) : 0;
}

/* Bytes of all lists that the draft will have. */
static size_t list_bytes(const struct dr_layout_draft *draft)
{
    const struct dr_piece *end = draft->pieces + draft->npieces;
    size_t i, n, bytes = 0;
    uint64_t blocks;

    for (i = 0; i<draft->npieces; i += n> 0 ? n : 1) {
        n = listable(draft->pieces + i, end, &blocks);
        bytes += n > 0 ? blocks * sizeof(int64_t) : 0;
    }
    return bytes;
}

/* One piece of `n` pieces; the list is written to `list`. */
static struct dr_piece listed(const struct dr_piece *pieces, size_t n,
                              int64_t *list)
{
    struct dr_piece piece = {.length = pieces->length, .list = list};
    uint64_t copy;
    size_t i;

    for (i = 0; i < n; i++) {
        for (copy = 0; copy < pieces[i].count; copy++)
            list[piece.count++] = dr_piece_at(&pieces[i], copy);
    }
    return piece;
}

/* Write the pieces, and their lists behind them; returns how many. */
static uint32_t write_pieces(const struct dr_layout_draft *draft,
                             struct dr_piece *pieces)
{
    const struct dr_piece *end = draft->pieces + draft->npieces;
    int64_t *list = (int64_t *)(pieces + draft->npieces);
    uint64_t start = 0, blocks;
    uint32_t made = 0;
    size_t i, n;

    for (i = 0; i<draft->npieces; i += n> 0 ? n : 1) {
        n = listable(draft->pieces + i, end, &blocks);
        if (n > 0) {
            pieces[made] = listed(draft->pieces + i, n, list);
            list += blocks;
        } else {
            pieces[made] = draft->pieces[i];
        }
        pieces[made].start = start;
        start += pieces[made].count * pieces[made].length;
        made++;
    }
    assert(start == draft->bytes);
    return made;
}

const struct dr_layout *dr_layout_finish(struct dr_layout_draft *draft)
{
    size_t size = draft->npieces * sizeof(struct dr_piece) + list_bytes(draft);
    struct dr_layout *layout = dr_alloc(sizeof(*layout) + size);
    struct dr_piece *pieces = (struct dr_piece *)(layout + 1);

    assert(draft->npieces <= UINT32_MAX);
    *layout = (struct dr_layout){.bytes = draft->bytes,
                                 .npieces = write_pieces(draft, pieces),
                                 .refs = 1,
                                 .pieces = pieces};
    free(draft->pieces);
    *draft = DR_LAYOUT_DRAFT_EMPTY;
    return layout;
}

const struct dr_layout *dr_layout_hold(const struct dr_layout *layout)
{
    if (layout->refs > 0)
        ((struct dr_layout *)layout)->refs++;
    return layout;
}

void dr_layout_release(const struct dr_layout *layout)
{
    struct dr_layout *mine = (struct dr_layout *)layout;
    uint32_t i;

    if (mine->refs == 0 || --mine->refs > 0)
        return;
    for (i = 0; i < mine->npieces; i++) {
        if (mine->pieces[i].inner)
            dr_layout_release(mine->pieces[i].inner);
    }
    free(mine);
}

bool dr_layout_is_block(const struct dr_layout *layout, int64_t *offset)
{
    const struct dr_piece *piece = layout->pieces;

    *offset = 0;
    if (layout->npieces == 0)
        return true;
    *offset = piece->offset;
    return layout->npieces == 1 && !piece->inner && piece->count == 1;
}
