/*
 * view.c - which bytes of a file a process sees, and in which order.
 */
#include "io/view.h"

#include "core/external.h"

/* Positions at which views are compared. */
enum {
    LOOKS = 16
};

struct dr_view dr_view_bytes(void)
{
    struct dr_view view;

    dr_view_make(&view, 0, dr_datatype_get(MPI_BYTE), dr_datatype_get(MPI_BYTE),
                 DR_DATAREP_NATIVE, NULL, false);
    return view;
}

uint64_t dr_view_size_in(const struct dr_view *view,
                         const struct dr_datatype *type)
{
    if (view->datarep == DR_DATAREP_EXTERNAL32)
        return dr_external_size(type);
    if (view->datarep == DR_DATAREP_OWN && !dr_datarep_native(view->own))
        return dr_datarep_size(view->own, type->signature);
    return type->size;
}

/* A number of native bytes in a file where `native` bytes become `external`
 * ones; false if that is no whole number. */
static bool scale(int64_t *bytes, uint64_t native, uint64_t external)
{
    int64_t scaled = *bytes * (int64_t)external;

    if (native == external)
        return true;
    *bytes = scaled / (int64_t)native;
    return scaled % (int64_t)native == 0;
}

static bool scale_copies(struct dr_layout_draft *draft,
                         const struct dr_piece *piece,
                         const struct dr_layout *block, uint64_t native,
                         uint64_t external)
{
    for (uint64_t copy = 0; copy < (piece->list ? piece->count : 1); copy++) {
        int64_t offset = dr_piece_at(piece, copy), stride = piece->stride;

        if (!scale(&offset, native, external) ||
            !scale(&stride, native, external))
            return false;
        dr_layout_add(draft, block, offset, piece->list ? 1 : piece->count,
                      stride);
    }
    return true;
}

/* The layout with every `native` bytes become `external` ones; NULL if blocks
 * begin or end within them. */
static const struct dr_layout *scaled(const struct dr_layout *layout,
                                      uint64_t native, uint64_t external)
{
    struct dr_layout_draft draft = DR_LAYOUT_DRAFT_EMPTY;
    bool fits = true;

    for (uint32_t i = 0; i < layout->npieces && fits; i++) {
        const struct dr_piece *piece = &layout->pieces[i];
        int64_t length = (int64_t)piece->length;
        struct dr_piece bytes = {.count = 1};
        struct dr_layout plain = {.npieces = 1, .pieces = &bytes};
        const struct dr_layout *block = &plain;

        if (piece->inner)
            block = scaled(piece->inner, native, external);
        else
            fits = scale(&length, native, external);
        plain.bytes = bytes.length = (uint64_t)length;
        fits = fits && block &&
               scale_copies(&draft, piece, block, native, external);
        if (piece->inner && block)
            dr_layout_release(block);
    }
    layout = dr_layout_finish(&draft);
    if (fits)
        return layout;
    dr_layout_release(layout);
    return NULL;
}

/* In another representation all elements of a type shrink or grow alike, or it
 * has no holes. */
static bool lay_out(struct dr_view *view)
{
    const struct dr_datatype *type = view->filetype;
    uint64_t native = type->size;
    uint64_t external = dr_view_size_in(view, type);
    struct dr_piece piece = {.count = 1, .length = external};
    struct dr_layout block = {
        .bytes = external, .npieces = 1, .pieces = &piece};
    struct dr_layout_draft draft = DR_LAYOUT_DRAFT_EMPTY;

    view->extent = type->extent;
    if (native == external) {
        view->layout = dr_layout_hold(type->layout);
        return true;
    }
    if (type->contiguous && type->true_lb == 0) {
        view->extent = (int64_t)external;
        dr_layout_add(&draft, &block, 0, 1, 0);
        view->layout = dr_layout_finish(&draft);
        return true;
    }
    view->layout = NULL;
    if (dr_signature_uniform(type->signature) &&
        scale(&view->extent, native, external))
        view->layout = scaled(type->layout, native, external);
    return view->layout != NULL;
}

bool dr_view_extent_in(const struct dr_view *view,
                       const struct dr_datatype *type, int64_t *extent)
{
    uint64_t external = dr_view_size_in(view, type);

    /* The program's function says it, even if nothing is converted. */
    if (view->datarep == DR_DATAREP_OWN)
        external = dr_datarep_size(view->own, type->signature);
    *extent = type->extent;
    if (external == type->size)
        return true;
    if (type->contiguous) {
        *extent = (int64_t)external;
        return true;
    }
    return scale(extent, type->size, external);
}

/* How the ends of what was looked at lie. */
struct order {
    int64_t last_begin, last_end;
    bool rises, overlaps;
};

static void look_at_block(struct order *order, int64_t begin, int64_t end)
{
    order->rises = order->rises && begin >= order->last_begin;
    order->overlaps = order->overlaps || begin < order->last_end;
    order->last_begin = begin;
    if (end > order->last_end)
        order->last_end = end;
}

static void look_at_layout(struct order *order, const struct dr_layout *layout,
                           int64_t at);

/* Copies at even distances are all as the first two are. */
static void look_at_piece(struct order *order, const struct dr_piece *piece,
                          int64_t at)
{
    uint64_t copies = piece->list || piece->count < 2 ? piece->count : 2;

    for (uint64_t copy = 0; copy < copies; copy++) {
        int64_t begin = at + dr_piece_at(piece, copy);

        if (piece->inner)
            look_at_layout(order, piece->inner, begin);
        else
            look_at_block(order, begin, begin + (int64_t)piece->length);
    }
    if (copies < piece->count) {
        int64_t further = piece->stride * (int64_t)(piece->count - copies);

        order->last_begin += further;
        order->last_end += further;
    }
}

static void look_at_layout(struct order *order, const struct dr_layout *layout,
                           int64_t at)
{
    for (uint32_t i = 0; i < layout->npieces; i++)
        look_at_piece(order, &layout->pieces[i], at);
}

/* Two filetypes in a row show how all follow each other. */
static enum dr_view_fault judge(struct dr_view *view, bool writes)
{
    struct order order = {INT64_MIN, INT64_MIN, true, false};
    const struct dr_datatype *type = view->filetype;

    if (type->true_lb < 0)
        return DR_VIEW_NEGATIVE;
    look_at_layout(&order, view->layout, 0);
    if (!order.rises)
        return DR_VIEW_FALLS;
    if (writes && order.overlaps)
        return DR_VIEW_OVERLAPS;
    look_at_layout(&order, view->layout, view->extent);
    view->rises = order.rises && !order.overlaps;
    return DR_VIEW_OK;
}

enum dr_view_fault dr_view_make(struct dr_view *view, int64_t displacement,
                                const struct dr_datatype *etype,
                                const struct dr_datatype *filetype,
                                enum dr_datarep datarep,
                                struct dr_own_datarep *own, bool writes)
{
    enum dr_view_fault fault;
    int64_t offset;

    *view = (struct dr_view){.displacement = displacement,
                             .etype = etype,
                             .filetype = filetype,
                             .datarep = datarep,
                             .own = own};
    view->etype_bytes = dr_view_size_in(view, etype);
    if (etype->size == 0)
        return DR_VIEW_EMPTY;
    if (filetype->size % etype->size != 0)
        return DR_VIEW_NOT_ETYPES;
    if (!lay_out(view))
        return DR_VIEW_UNSCALABLE;
    fault = judge(view, writes);
    if (fault) {
        dr_layout_release(view->layout);
        return fault;
    }
    view->dense = view->layout->bytes > 0 &&
                  dr_layout_is_block(view->layout, &offset) && offset == 0 &&
                  view->extent == (int64_t)view->layout->bytes;
    dr_datatype_hold(etype);
    dr_datatype_hold(filetype);
    return DR_VIEW_OK;
}

bool dr_view_alike(const struct dr_view *a, const struct dr_view *b)
{
    uint64_t bytes = a->layout->bytes, length;

    if (a->displacement != b->displacement || a->extent != b->extent ||
        bytes != b->layout->bytes || a->etype_bytes != b->etype_bytes ||
        a->datarep != b->datarep)
        return false;
    for (uint64_t i = 0; i < LOOKS && i < bytes; i++) {
        uint64_t at = bytes > LOOKS ? i * ((bytes - 1) / (LOOKS - 1)) : i;

        if (dr_view_offset(a, at, &length) != dr_view_offset(b, at, &length))
            return false;
    }
    return true;
}

struct dr_view dr_view_copy(const struct dr_view *view)
{
    dr_datatype_hold(view->etype);
    dr_datatype_hold(view->filetype);
    dr_layout_hold(view->layout);
    return *view;
}

void dr_view_end(struct dr_view *view)
{
    dr_datatype_release(view->etype);
    dr_datatype_release(view->filetype);
    dr_layout_release(view->layout);
}

/* The piece that holds a packed byte. */
static const struct dr_piece *piece_of(const struct dr_layout *layout,
                                       uint64_t at)
{
    uint32_t low = 0, high = layout->npieces - 1;

    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;

        if (layout->pieces[middle].start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return &layout->pieces[low];
}

int64_t dr_view_offset(const struct dr_view *view, uint64_t position,
                       uint64_t *length)
{
    const struct dr_layout *layout = view->layout;
    int64_t offset = view->displacement;
    uint64_t at;

    if (view->dense) {
        *length = INT64_MAX;
        return offset + (int64_t)position;
    }
    *length = 0;
    if (layout->bytes == 0)
        return offset;
    at = position % layout->bytes;
    offset += (int64_t)(position / layout->bytes) * view->extent;
    for (;;) {
        const struct dr_piece *piece = piece_of(layout, at);

        at -= piece->start;
        offset += dr_piece_at(piece, at / piece->length);
        at %= piece->length;
        if (!piece->inner) {
            *length = piece->length - at;
            return offset + (int64_t)at;
        }
        layout = piece->inner;
    }
}

uint64_t dr_view_position(const struct dr_view *view, int64_t offset,
                          uint64_t from, uint64_t to)
{
    uint64_t length;

    while (from < to) {
        uint64_t middle = from + (to - from) / 2;

        if (dr_view_offset(view, middle, &length) < offset)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool dr_view_next(struct dr_view_walk *walk, struct dr_extent *extent)
{
    uint64_t length, left = walk->end - walk->at;

    if (left == 0)
        return false;
    extent->offset = (uint64_t)dr_view_offset(walk->view, walk->at, &length);
    extent->length = 0;
    do {
        if (length > left)
            length = left;
        extent->length += length;
        walk->at += length;
        left -= length;
    } while (left > 0 &&
             (uint64_t)dr_view_offset(walk->view, walk->at, &length) ==
                 extent->offset + extent->length);
    return true;
}
