/*
 * clash.c - do ranks access the same bytes of a file at once?
 *
 * Invariant: records are in the order in which accesses began; the oldest goes
 * when there are too many.
 */
#include "io/clash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "io/clash_tell.h"
#include "io/io.h"
#include "p2p/engine.h"

enum {
    RECORDS_MOST = 512,
    STEPS_MOST = 10000,             /* to compare two accesses */
    STEPS_ORDERED = 10 * STEPS_MOST /* one with all that are before it */
};

/* MPI_File_sync of a rank that has made an access. */
enum sync {
    SYNC_NONE,
    SYNC_INSIDE,
    SYNC_OVER /* since `synced_s` */
};

struct record {
    uint64_t number;
    const struct dr_common *file;
    struct dr_rank *rank;
    bool writes, atomic;
    enum sync sync;
    struct dr_view view;
    uint64_t position, bytes;
    uint64_t begin, end; /* offsets that hold all of it */
    double over_s;       /* infinity: under way */
    double synced_s;
    double seen_s; /* see struct dr_file */
    const char *call;
    const void *site;
};

struct dr_clashes {
    uint64_t id[2]; /* of the real file */
    int open;       /* how often it is */
    int references;
    struct record *records;
    int count, room;
    uint64_t next;
    struct dr_clashes_told told;
};

static void drop(struct dr_clashes *conflicts, int i)
{
    dr_view_end(&conflicts->records[i].view);
    conflicts->count--;
    memmove(&conflicts->records[i], &conflicts->records[i + 1],
            (size_t)(conflicts->count - i) * sizeof(struct record));
}

static void add(struct dr_clashes *conflicts, const struct record *record)
{
    if (conflicts->count == RECORDS_MOST)
        drop(conflicts, 0);
    if (conflicts->count == conflicts->room) {
        conflicts->room = conflicts->room ? 2 * conflicts->room : 8;
        conflicts->records =
            dr_realloc(conflicts->records,
                       (size_t)conflicts->room * sizeof *conflicts->records);
    }
    conflicts->records[conflicts->count++] = *record;
}

struct dr_clashes *dr_clashes_join(const struct dr_backing *backing)
{
    struct dr_table *known = &dr_io()->clashes;
    uint64_t id[2];
    bool lasts = dr_backing_identity(backing, id);
    struct dr_clashes *conflicts =
        lasts ? dr_table_get(known, id[0], id[1]) : NULL;

    if (!conflicts) {
        conflicts = dr_zalloc(1, sizeof *conflicts);
        if (lasts) {
            memcpy(conflicts->id, id, sizeof id);
            dr_table_put(known, id[0], id[1], conflicts);
        }
    }
    conflicts->open++;
    conflicts->references++;
    return conflicts;
}

void dr_clashes_part(struct dr_clashes *conflicts)
{
    if (conflicts && --conflicts->open == 0)
        dr_table_remove(&dr_io()->clashes, conflicts->id[0], conflicts->id[1]);
}

void dr_clashes_end(struct dr_clashes *conflicts)
{
    if (!conflicts || --conflicts->references > 0)
        return;
    dr_clashes_told_end(&conflicts->told);
    while (conflicts->count > 0)
        drop(conflicts, conflicts->count - 1);
    free(conflicts->records);
    free(conflicts);
}

/* Something that the first rank did until then is surely not ordered before
 * what the second does now, see the header. */
static bool unordered(const struct dr_rank *first, double until_s,
                      const struct dr_rank *second)
{
    return isinf(until_s) || first->port->told_s < until_s ||
           second->port->heard_s <= until_s;
}

/* Bytes [first, first + length) of every `period` ones. */
struct comb {
    int64_t first, length, period;
};

/* The bytes of a view that are all in a comb: columns, blocks dealt out. */
static bool is_comb(const struct record *record, struct comb *comb)
{
    const struct dr_view *view = &record->view;
    const struct dr_piece *piece = &view->layout->pieces[0];
    uint64_t tile = view->layout->bytes;
    bool repeats = record->position / tile !=
                   (record->position + record->bytes - 1) / tile;

    if (view->layout->npieces != 1 || piece->inner || piece->list)
        return false;
    *comb = (struct comb){view->displacement + piece->offset,
                          (int64_t)piece->length,
                          piece->count > 1 ? piece->stride : view->extent};
    return comb->period > 0 && (!repeats || view->extent % comb->period == 0);
}

/* Parts that interleave, as ranks share a matrix: seen at once. */
static bool interleave(const struct record *a, const struct record *b)
{
    struct comb one, other;
    int64_t from;

    if (!is_comb(a, &one) || !is_comb(b, &other) || one.period != other.period)
        return false;
    from = (other.first - one.first) % one.period;
    from += from < 0 ? one.period : 0;
    return from >= one.length && from + other.length <= one.period;
}

/* Where the block begins that two accesses share; false if they share none,
 * or that takes more steps than are left to find out. */
static bool shared(const struct record *a, const struct record *b, int *steps,
                   struct dr_extent *both)
{
    struct dr_view_walk walks[] = {
        {&a->view, a->position, a->position + a->bytes},
        {&b->view, b->position, b->position + b->bytes}};
    struct dr_extent at[2];

    if (!a->view.rises || !b->view.rises || interleave(a, b))
        return false;
    if (!dr_view_next(&walks[0], &at[0]) || !dr_view_next(&walks[1], &at[1]))
        return false;
    while ((*steps)-- > 0) {
        int first = at[0].offset + at[0].length <= at[1].offset   ? 0
                    : at[1].offset + at[1].length <= at[0].offset ? 1
                                                                  : -1;

        if (first < 0) {
            uint64_t end = at[0].offset + at[0].length;

            both->offset =
                at[0].offset > at[1].offset ? at[0].offset : at[1].offset;
            if (at[1].offset + at[1].length < end)
                end = at[1].offset + at[1].length;
            both->length = end - both->offset;
            return true;
        }
        walks[first].at =
            dr_view_position(walks[first].view, (int64_t)at[!first].offset,
                             walks[first].at, walks[first].end);
        if (!dr_view_next(&walks[first], &at[first]))
            return false;
    }
    return false;
}

/* What the first, which has written, has done for the second to see it. */
static enum dr_visible visible(const struct record *first,
                               const struct record *second)
{
    if (first->sync == SYNC_NONE)
        return DR_NOT_SYNCED;
    if (first->sync != SYNC_OVER ||
        unordered(first->rank, first->synced_s, second->rank))
        return DR_SYNC_UNORDERED;
    return !second->writes && second->seen_s < first->synced_s ? DR_SYNC_UNSEEN
                                                               : DR_SEEN;
}

/* How serious it is that the second access meets the first, which has begun
 * before; false: not at all.  What is read may change in order. */
static bool meets(const struct record *first, const struct record *second,
                  struct dr_clash *clash)
{
    if (first->rank == second->rank || !(first->writes || second->writes) ||
        (first->file == second->file && (first->atomic || second->atomic)) ||
        first->begin >= second->end || second->begin >= first->end)
        return false;
    clash->severity = unordered(first->rank, first->over_s, second->rank)
                          ? DR_ERROR
                          : DR_WARNING;
    clash->visible = visible(first, second);
    return clash->severity == DR_ERROR ||
           (first->writes && clash->visible != DR_SEEN);
}

static struct dr_clash_side side_of(const struct record *record)
{
    return (struct dr_clash_side){
        {record->rank->id, record->call, record->site}, record->writes};
}

/* Tell of each line that it meets. */
static void compare(struct dr_file *file, struct dr_clashes *conflicts,
                    const struct record *mine)
{
    struct dr_clash clash = {.file = file->common->name,
                             .second = side_of(mine)};
    int most = STEPS_MOST, left = STEPS_ORDERED;

    for (int i = 0; i < conflicts->count; i++) {
        const struct record *other = &conflicts->records[i];
        int *steps = &left;

        if (!meets(other, mine, &clash))
            continue;
        clash.first = side_of(other);
        clash.apart = other->file != mine->file;
        if (dr_clash_told(&conflicts->told, &clash))
            continue;
        if (clash.severity == DR_ERROR) {
            most = STEPS_MOST;
            steps = &most;
        }
        if (shared(other, mine, steps, &clash.both))
            dr_clash_tell(&conflicts->told, &clash);
    }
}

uint64_t dr_clash_begin(struct dr_file *file, bool writes, struct dr_part part,
                        const char *call, const void *site)
{
    struct dr_clashes *conflicts = file->common->conflicts;
    uint64_t length, last;
    struct record mine = {.file = file->common,
                          .rank = file->rank,
                          .writes = writes,
                          .atomic = file->common->atomic,
                          .position = part.position,
                          .bytes = part.bytes,
                          .over_s = INFINITY,
                          .seen_s = file->seen_s,
                          .call = call,
                          .site = site};

    if (part.bytes == 0 || !conflicts ||
        (file->comm->size == 1 && conflicts->open == 1))
        return 0;
    last = part.position + part.bytes - 1;
    mine.view = dr_view_copy(part.view);
    mine.begin = (uint64_t)dr_view_offset(part.view, part.position, &length);
    mine.end = (uint64_t)dr_view_offset(part.view, last, &length) + 1;
    mine.number = ++conflicts->next;
    compare(file, conflicts, &mine);
    add(conflicts, &mine);
    return mine.number;
}

void dr_clash_over(struct dr_file *file, uint64_t number, uint64_t bytes)
{
    struct dr_clashes *conflicts = file->common->conflicts;

    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        if (conflicts->records[i].number != number)
            continue;
        conflicts->records[i].over_s = dr_net_now();
        if (bytes == 0)
            drop(conflicts, i);
        return;
    }
}

void dr_clash_sync(struct dr_file *file)
{
    struct dr_clashes *conflicts = file->common->conflicts;

    file->seen_s = file->rank->port->heard_s;
    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        struct record *record = &conflicts->records[i];

        if (record->rank != file->rank || isinf(record->over_s))
            continue;
        if (record->sync == SYNC_OVER)
            drop(conflicts, i);
        else
            record->sync = SYNC_INSIDE;
    }
}

void dr_clash_synced(struct dr_file *file)
{
    struct dr_clashes *conflicts = file->common->conflicts;

    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        struct record *record = &conflicts->records[i];

        if (record->rank != file->rank || record->sync != SYNC_INSIDE)
            continue;
        record->sync = SYNC_OVER;
        record->synced_s = dr_net_now();
    }
}

void dr_clash_cut(struct dr_clashes *conflicts, uint64_t size)
{
    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        const struct record *record = &conflicts->records[i];

        if (record->begin >= size && !isinf(record->over_s))
            drop(conflicts, i);
    }
}
