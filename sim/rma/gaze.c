/*
 * gaze.c - what a rank looks at in a window, and who wrote there.
 *
 * Invariant: of two writes that are kept, the later one comes first.
 */
#include "rma/gaze.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/span.h"
#include "p2p/livelock.h"
#include "rma/advice.h"

enum {
    KEPT = 4 /* writes of a target */
};

/* Bytes that an operation reads or writes. */
struct part {
    struct dr_reach reach;
    bool gaps; /* not all between */
};

struct write {
    struct part part;
    int rank; /* of MPI_COMM_WORLD */
    struct dr_origin by;
};

struct dr_writes {
    struct write latest[KEPT];
    int count;
    struct dr_reach older; /* all others are in here; empty: there are none */
};

struct dr_stare {
    struct dr_gaze gaze;
    const struct dr_bond *bond;
    struct dr_origin by;
    struct part part;
};

static struct part part_of(struct dr_span span)
{
    return (struct part){dr_span_reach(span), !dr_span_flat(span)};
}

static const struct dr_stare *by_gaze(const struct dr_gaze *gaze)
{
    return DR_CONTAINER(gaze, const struct dr_stare, gaze);
}


/* "bytes 4 to 7"; memory that was attached later has no numbers. */
static void add_part(struct dr_text *text, const struct dr_win *target,
                     const struct part *part)
{
    uintptr_t base =
        (uintptr_t)dr_win_member(target, target->rank)->memory.base;
    unsigned long long from = part->reach.low - base;
    unsigned long long bytes = part->reach.high - part->reach.low;

    if (target->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        dr_text_printf(text, "%llu byte%s", bytes, dr_text_s(bytes));
    else if (bytes == 1)
        dr_text_printf(text, "byte %llu", from);
    else
        dr_text_printf(text, "%sbytes %llu to %llu",
                       part->gaps ? "some of " : "", from, from + bytes - 1);
}

static void add_where(const struct dr_gaze *gaze, struct dr_text *text)
{
    const struct dr_stare *stare = by_gaze(gaze);
    const struct dr_bond *bond = stare->bond;

    add_part(text, bond->target, &stare->part);
    dr_text_printf(text, " of rank %d's ", bond->target->owner->id);
    dr_advice_window(text, bond->target, bond->origin);
}

/* The latest write that may have changed what is looked at, or NULL. */
static const struct write *hit(const struct dr_writes *written,
                               struct dr_reach reach)
{
    for (int i = 0; i < written->count; i++) {
        if (dr_reach_meets(written->latest[i].part.reach, reach))
            return &written->latest[i];
    }
    return NULL;
}

static void add_last(struct dr_text *text, const struct dr_win *target,
                     const struct write *write)
{
    dr_text_printf(text,
                   "; the last that wrote to rank %d's window, by rank "
                   "%d, is ",
                   target->owner->id, write->rank);
    dr_advice_origin(text, write->by);
    dr_text_printf(text, ": ");
    add_part(text, target, &write->part);
    if (target->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        dr_text_printf(text, " elsewhere");
}

static void add_writer(struct dr_text *text, const struct dr_stare *stare)
{
    const struct dr_win *target = stare->bond->target;
    const struct dr_writes none = {.count = 0};
    const struct dr_writes *written = target->written ? target->written : &none;
    const struct write *write = hit(written, stare->part.reach);

    if (write) {
        if (write->part.gaps || stare->part.gaps)
            return;
        dr_text_printf(text,
                       "\nthe last operation on the window that wrote "
                       "there, by rank %d, is ",
                       write->rank);
        dr_advice_origin(text, write->by);
        return;
    }
    if (dr_reach_meets(written->older, stare->part.reach))
        return;
    dr_text_printf(text, "\nno operation on the window has written there");
    if (written->count > 0)
        add_last(text, target, &written->latest[0]);
}

static void say(const struct dr_gaze *gaze, struct dr_text *text)
{
    const struct dr_stare *stare = by_gaze(gaze);

    dr_text_printf(text, "its last look is ");
    dr_advice_origin(text, stare->by);
    dr_text_printf(text, ": ");
    add_where(gaze, text);
    add_writer(text, stare);
}

void dr_gaze_at(const struct dr_bond *bond, const struct dr_rma *what)
{
    struct dr_win *win = bond->origin;
    const struct dr_call *call = dr_world->self->call;

    if (dr_span_bytes(what->target) == 0)
        return;
    if (!win->stare)
        win->stare = dr_alloc(sizeof *win->stare);
    *win->stare = (struct dr_stare){.gaze = {say, add_where},
                                    .bond = bond,
                                    .by = {call->name, call->site},
                                    .part = part_of(what->target)};
    dr_livelock_gaze(win->owner->port, &win->stare->gaze);
}


/* Is it more of the same? */
static bool continues(const struct write *last, const struct write *next)
{
    return last->rank == next->rank && last->by.site == next->by.site &&
           !last->part.gaps && !next->part.gaps &&
           last->part.reach.low <= next->part.reach.high &&
           next->part.reach.low <= last->part.reach.high;
}

static struct dr_reach both(struct dr_reach a, struct dr_reach b)
{
    if (a.low == a.high)
        return b;
    return (struct dr_reach){a.low < b.low ? a.low : b.low,
                             a.high > b.high ? a.high : b.high};
}

void dr_gaze_wrote(const struct dr_rma_op *op)
{
    struct dr_win *target = op->bond->target;
    struct write write = {.rank = op->bond->origin->owner->id, .by = op->by};
    struct dr_writes *written = target->written;

    if (dr_span_bytes(op->what.target) == 0)
        return;
    if (!written)
        written = target->written = dr_zalloc(1, sizeof *written);
    write.part = part_of(op->what.target);
    if (written->count > 0 && continues(&written->latest[0], &write)) {
        written->latest[0].part.reach =
            both(written->latest[0].part.reach, write.part.reach);
        return;
    }
    if (written->count == KEPT)
        written->older =
            both(written->older, written->latest[KEPT - 1].part.reach);
    else
        written->count++;
    memmove(written->latest + 1, written->latest,
            (KEPT - 1) * sizeof *written->latest);
    written->latest[0] = write;
}

void dr_gaze_end(struct dr_win *win)
{
    if (win->stare)
        dr_livelock_gaze(win->owner->port, NULL);
    free(win->stare);
    free(win->written);
}
