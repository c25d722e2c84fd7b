/*
 * written.c - which bytes of a file has anybody written?
 *
 * Invariant: stretches ascend and neither overlap nor touch.
 */
#include "io/written.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "io/written_tell.h"

enum {
    STRETCHES_MOST = 4096
};

struct dr_written {
    int open;  /* how often the file is */
    bool lost; /* nothing is certain any more */
    struct dr_backing_stamp stamp;
    struct dr_written_stretch *stretches;
    size_t count, room;
};

static void lose(struct dr_written *written)
{
    written->lost = true;
    written->count = written->room = 0;
    free(written->stretches);
    written->stretches = NULL;
}

/* The first stretch that ends at `offset` or behind it. */
static size_t find(const struct dr_written *written, uint64_t offset)
{
    size_t low = 0, high = written->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (written->stretches[middle].end < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Replace `gone` stretches from number `at` on by one. */
static void replace(struct dr_written *written, size_t at, size_t gone,
                    struct dr_written_stretch stretch)
{
    if (gone == 0 && written->count == STRETCHES_MOST) {
        lose(written);
        return;
    }
    if (written->count == written->room) {
        written->room = written->room ? 2 * written->room : 8;
        written->stretches = dr_realloc(
            written->stretches, written->room * sizeof *written->stretches);
    }
    memmove(&written->stretches[at + 1], &written->stretches[at + gone],
            (written->count - at - gone) * sizeof *written->stretches);
    written->stretches[at] = stretch;
    written->count += 1 - gone;
}

static void add(struct dr_written *written, struct dr_written_stretch stretch)
{
    size_t at = find(written, stretch.begin), next = at;

    for (; next < written->count; next++) {
        const struct dr_written_stretch *other = &written->stretches[next];

        if (other->begin > stretch.end)
            break;
        if (other->begin < stretch.begin)
            stretch.begin = other->begin;
        if (other->end > stretch.end)
            stretch.end = other->end;
    }
    replace(written, at, next - at, stretch);
}

void dr_written_cut(struct dr_written *written, uint64_t size)
{
    if (!written)
        return;
    while (written->count > 0 &&
           written->stretches[written->count - 1].begin >= size)
        written->count--;
    if (written->count > 0 && written->stretches[written->count - 1].end > size)
        written->stretches[written->count - 1].end = size;
}

/* As it is now, all of it counts. */
static void begin(struct dr_written *written, struct dr_backing *backing)
{
    uint64_t size = 0;

    lose(written);
    written->lost = dr_backing_size(backing, &size) != 0;
    if (!written->lost && size > 0)
        add(written, (struct dr_written_stretch){.end = size});
    dr_backing_look(backing, &written->stamp);
}

/* Somebody else has, as far as one sees. */
static bool others_changed(const struct dr_written *written,
                           const struct dr_backing *backing)
{
    struct dr_backing_stamp now;

    dr_backing_look(backing, &now);
    return memcmp(&now, &written->stamp, sizeof now) != 0;
}

struct dr_written *dr_written_join(struct dr_backing *backing)
{
    struct dr_table *known = &dr_io()->written;
    struct dr_written *written;
    uint64_t id[2], size;

    if (!dr_backing_identity(backing, id))
        return NULL;
    written = dr_table_get(known, id[0], id[1]);
    if (!written) {
        written = dr_zalloc(1, sizeof *written);
        dr_table_put(known, id[0], id[1], written);
        begin(written, backing);
    } else if (written->open == 0 && others_changed(written, backing)) {
        begin(written, backing);
    }
    /* One that is deleted and made again may be the same. */
    if (written->open++ == 0 && dr_backing_size(backing, &size) == 0)
        dr_written_cut(written, size);
    return written;
}

void dr_written_part(struct dr_written *written, struct dr_backing *backing)
{
    if (!written)
        return;
    if (others_changed(written, backing))
        lose(written);
    written->open--;
}

void dr_written_changes(struct dr_written *written, struct dr_backing *backing)
{
    if (written && !written->lost && others_changed(written, backing))
        lose(written);
}

void dr_written_changed(struct dr_written *written, struct dr_backing *backing)
{
    if (written && !written->lost)
        dr_backing_look(backing, &written->stamp);
}

/* The part of an extent, from `from` on, that nobody has written. */
static bool next_gap(const struct dr_written *written, struct dr_extent extent,
                     uint64_t from, struct dr_extent *gap)
{
    uint64_t end = extent.offset + extent.length;
    size_t at = find(written, from);

    while (at < written->count && written->stretches[at].begin <= from) {
        if (written->stretches[at].end > from)
            from = written->stretches[at].end;
        at++;
    }
    if (from >= end)
        return false;
    if (at < written->count && written->stretches[at].begin < end)
        end = written->stretches[at].begin;
    *gap = (struct dr_extent){.offset = from, .length = end - from};
    return true;
}

/* What the operation has read and nobody has written. */
static struct dr_unwritten look(const struct dr_written *written,
                                const struct dr_io_op *op)
{
    struct dr_view_walk walk = {&op->view, op->position,
                                op->position + op->done};
    struct dr_unwritten found = {.zero = true};
    struct dr_extent extent, gap;

    while (found.zero && dr_view_next(&walk, &extent)) {
        uint64_t from = extent.offset;

        while (next_gap(written, extent, from, &gap)) {
            if (found.bytes == 0)
                found.first = gap;
            found.bytes += gap.length;
            from = gap.offset + gap.length;
            found.zero =
                found.zero && dr_unwritten_zero(op->file->common->backing, gap);
        }
    }
    return found;
}

/* The stretch next to a gap; NULL if there is none. */
static const struct dr_written_stretch *
nearest(const struct dr_written *written, struct dr_extent gap)
{
    size_t at = find(written, gap.offset + 1);
    const struct dr_written_stretch *behind =
        at < written->count ? &written->stretches[at] : NULL;
    const struct dr_written_stretch *before =
        at > 0 ? &written->stretches[at - 1] : NULL;

    if (!before || !behind)
        return before ? before : behind;
    return gap.offset - before->end <= behind->begin - gap.offset - gap.length
               ? before
               : behind;
}

static void add_all(struct dr_written *written, const struct dr_io_op *op)
{
    struct dr_view_walk walk = {&op->view, op->position,
                                op->position + op->done};
    struct dr_extent extent;

    while (!written->lost && dr_view_next(&walk, &extent))
        add(written, (struct dr_written_stretch){
                         .begin = extent.offset,
                         .end = extent.offset + extent.length,
                         .by = {op->file->rank->id, op->call, op->site}});
}

void dr_written_over(const struct dr_io_op *op)
{
    struct dr_written *written = op->file->common->written;
    struct dr_unwritten found;

    if (!written || written->lost || op->done == 0)
        return;
    if (op->writes) {
        add_all(written, op);
        return;
    }
    if (dr_unwritten_told(op))
        return;
    found = look(written, op);
    if (found.bytes == 0 || !found.zero)
        return;
    if (others_changed(written, op->file->common->backing))
        lose(written);
    else
        dr_unwritten_tell(op, &found, nearest(written, found.first));
}
