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
#include "base/text.h"
#include "p2p/engine.h"

enum {
    RECORDS_MOST = 512,
    STEPS_MOST = 10000, /* to compare two accesses */
    TOLD_MOST = 16      /* conflicts of a file, of either severity */
};

struct record {
    uint64_t number;
    struct dr_rank *rank;
    bool writes;
    struct dr_view view;
    uint64_t position, bytes;
    uint64_t begin, end; /* offsets that hold all of it */
    double over_s;       /* infinity: under way */
    const char *call;
    const void *site;
};

struct dr_clashes {
    struct record records[RECORDS_MOST];
    int count;
    int told[DR_ERROR + 1];
    uint64_t next;
};

static void drop(struct dr_clashes *conflicts, int i)
{
    dr_view_end(&conflicts->records[i].view);
    conflicts->count--;
    memmove(&conflicts->records[i], &conflicts->records[i + 1],
            (size_t)(conflicts->count - i) * sizeof(struct record));
}

/* Surely not ordered, see the header; both are of different ranks. */
static bool unordered(const struct record *first, const struct dr_rank *second)
{
    return isinf(first->over_s) || first->rank->port->told_s < first->over_s ||
           second->port->heard_s <= first->over_s;
}

/* Where the block begins that two accesses share; false if they share none,
 * or that takes too long to find out. */
static bool shared(const struct record *a, const struct record *b,
                   struct dr_extent *both)
{
    struct dr_view_walk walks[] = {
        {&a->view, a->position, a->position + a->bytes},
        {&b->view, b->position, b->position + b->bytes}};
    struct dr_extent at[2];

    if (a->begin >= b->end || b->begin >= a->end || !a->view.rises ||
        !b->view.rises)
        return false;
    if (!dr_view_next(&walks[0], &at[0]) || !dr_view_next(&walks[1], &at[1]))
        return false;
    for (int step = 0; step < STEPS_MOST; step++) {
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

/* Error: nothing orders the two.  Warning: the second reads what the first has
 * written but not made visible. */
static void tell(struct dr_file *file, enum dr_severity severity,
                 const struct record *first, const struct record *second,
                 struct dr_extent both)
{
    struct dr_related related = {first->rank->id, first->call, first->site};
    struct dr_text message = DR_TEXT_EMPTY;

    dr_text_printf(
        &message, "%s bytes %llu to %llu of file \"%s\", which rank %d ",
        second->writes ? "writes" : "reads", (unsigned long long)both.offset,
        (unsigned long long)(both.offset + both.length - 1), file->common->name,
        first->rank->id);
    if (severity == DR_ERROR)
        dr_text_printf(&message, "%s, and nothing orders the two",
                       first->writes ? "writes" : "reads");
    else
        dr_text_printf(&message, "has written without MPI_File_sync since: "
                                 "that others see it is not certain");
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_IO_ERROR,
            .severity = severity,
            .time_s = dr_net_now(),
            .rank = second->rank->id,
            .call = second->call,
            .site = second->site,
            .message = message.data,
            .advice = severity == DR_ERROR
                          ? "let ranks write parts of their own, put "
                            "MPI_File_sync, MPI_Barrier, MPI_File_sync between "
                            "the two, or set MPI_File_set_atomicity"
                          : "put MPI_File_sync before what orders the two and "
                            "another one behind it, or set "
                            "MPI_File_set_atomicity",
            .related = &related,
            .nrelated = 1});
    dr_text_end(&message);
}

static bool compare(struct dr_file *file, struct dr_clashes *conflicts,
                    const struct record *mine, enum dr_severity severity)
{
    for (int i = 0; i < conflicts->count; i++) {
        const struct record *other = &conflicts->records[i];
        struct dr_extent both;

        if (other->rank == mine->rank || !(other->writes || mine->writes) ||
            (severity == DR_ERROR && !unordered(other, mine->rank)) ||
            !shared(other, mine, &both))
            continue;
        if (++conflicts->told[severity] <= TOLD_MOST)
            tell(file, severity, other, mine, both);
        return true;
    }
    return false;
}

uint64_t dr_clash_begin(struct dr_file *file, bool writes, struct dr_part part,
                        const char *call, const void *site)
{
    struct dr_clashes *conflicts = file->common->conflicts;
    uint64_t length, last;
    struct record mine = {.rank = file->rank,
                          .writes = writes,
                          .position = part.position,
                          .bytes = part.bytes,
                          .over_s = INFINITY,
                          .call = call,
                          .site = site};

    if (part.bytes == 0 || file->common->atomic || file->comm->size == 1)
        return 0;
    if (!conflicts)
        conflicts = file->common->conflicts = dr_zalloc(1, sizeof *conflicts);
    last = part.position + part.bytes - 1;
    mine.view = dr_view_copy(part.view);
    mine.begin = (uint64_t)dr_view_offset(part.view, part.position, &length);
    mine.end = (uint64_t)dr_view_offset(part.view, last, &length) + 1;
    mine.number = ++conflicts->next;
    if (!compare(file, conflicts, &mine, DR_ERROR) && !writes)
        compare(file, conflicts, &mine, DR_WARNING);
    if (conflicts->count == RECORDS_MOST)
        drop(conflicts, 0);
    conflicts->records[conflicts->count++] = mine;
    return mine.number;
}

void dr_clash_over(struct dr_file *file, uint64_t number)
{
    struct dr_clashes *conflicts = file->common->conflicts;

    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        if (conflicts->records[i].number == number)
            conflicts->records[i].over_s = dr_net_now();
    }
}

void dr_clash_forget(struct dr_file *file)
{
    struct dr_clashes *conflicts = file->common->conflicts;

    for (int i = conflicts ? conflicts->count - 1 : -1; i >= 0; i--) {
        const struct record *record = &conflicts->records[i];

        if (record->rank == file->rank && !isinf(record->over_s))
            drop(conflicts, i);
    }
}

void dr_clashes_end(struct dr_clashes *conflicts)
{
    if (!conflicts)
        return;
    while (conflicts->count > 0)
        drop(conflicts, conflicts->count - 1);
    free(conflicts);
}
