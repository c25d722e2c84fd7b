/*
 * touch.c - what a rank has done to its own window before others came.
 *
 * Invariant: the claim on all of the window is in the owner's trees while
 * `watching`.
 */
#include "rma/touch.h"

#include <stdlib.h>

#include "base/memory.h"
#include "p2p/engine.h"
#include "rma/conflict_tell.h"
#include "rma/epoch.h"

enum {
    WINDOW_MOST = 1 << 20, /* bytes */
    TOUCHES_MOST = 4096,
    NOTES_MOST = 256
};

/* Accesses of one place to adjoining bytes. */
struct touch_note {
    struct dr_access access;
    uint64_t begun, told; /* by the rank until then, see p2p/engine.h */
    int lock;             /* that it had of its own window, or 0 */
};

struct dr_touches {
    struct dr_claim claim;
    struct dr_win *win;
    bool watching;
    uint64_t told; /* when the latest was noted */
    int seen, count;
    struct touch_note notes[NOTES_MOST];
};

static void stop(struct dr_touches *touches)
{
    if (touches->watching)
        dr_claim_end(touches->win->owner, &touches->claim);
    touches->watching = false;
}

static void start(struct dr_touches *touches)
{
    stop(touches);
    touches->seen = touches->count = 0;
    touches->watching = true;
    dr_claim_begin(touches->win->owner, &touches->claim);
}

/* Does an access go on where one of its place has been? */
static bool adjoins(struct touch_note *note, const struct touch_note *next)
{
    struct dr_reach *known = &note->access.bytes;
    const struct dr_reach *more = &next->access.bytes;

    if (note->access.site != next->access.site || note->begun != next->begun ||
        note->told != next->told || note->lock != next->lock ||
        note->access.writes != next->access.writes || more->low < known->low ||
        more->low > known->high)
        return false;
    if (more->high > known->high)
        known->high = more->high;
    return true;
}

/* May others come by fences or posts? */
static bool is_open(const struct dr_win *win)
{
    return win->fenced || win->exposure;
}

/* The lock that a rank has of its own window, or 0. */
static int own_lock(const struct dr_win *win)
{
    const struct dr_bond *bond;

    switch (dr_win_access(win, win->rank, &bond)) {
    case DR_EPOCH_LOCK:
        return bond->lock_type;
    case DR_EPOCH_LOCK_ALL:
        return MPI_LOCK_SHARED;
    default:
        return 0;
    }
}

static void touched(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_touches *touches = claim->owner;
    const struct dr_port *port = touches->win->owner->port;
    struct touch_note note = {*access, port->begun, port->told, 0};

    if (!access->site || access->frees)
        return;
    /* Under locks, what was told of is of no use any more. */
    if (touches->told != port->told && !is_open(touches->win))
        touches->seen = touches->count = 0;
    touches->told = port->told;
    if (touches->seen == TOUCHES_MOST)
        return;
    touches->seen++;
    note.lock = own_lock(touches->win);
    for (int i = 0; i < touches->count; i++) {
        if (adjoins(&touches->notes[i], &note))
            return;
    }
    if (touches->count < NOTES_MOST)
        touches->notes[touches->count++] = note;
}

/* All that can have told a rank of another's access. */
static uint64_t heard(const struct dr_win *win)
{
    return win->owner->port->received + win->owner->port->visited;
}

void dr_touch_begin(struct dr_win *win)
{
    struct dr_piece_of_memory memory = dr_win_member(win, win->rank)->memory;

    win->heard = heard(win);
    if (!dr_world->guard || win->window->segment || memory.size == 0 ||
        memory.size > WINDOW_MOST)
        return;
    if (!win->touches) {
        win->touches = dr_zalloc(1, sizeof *win->touches);
        win->touches->win = win;
        win->touches->claim =
            (struct dr_claim){.span = {memory.base, memory.size, NULL},
                              .writes = true,
                              .foreign = true,
                              .touched = touched,
                              .owner = win->touches,
                              .operation = "MPI_Win_fence"};
    }
    start(win->touches);
}

void dr_touch_end(struct dr_win *win)
{
    if (win->touches)
        start(win->touches);
}

void dr_touch_free(struct dr_win *win)
{
    if (!win->touches)
        return;
    stop(win->touches);
    free(win->touches);
}

/* Can a message have told the operation's rank of it? */
static bool may_be_ordered(const struct dr_rma_op *op,
                           const struct touch_note *note)
{
    const struct dr_win *origin = op->bond->origin;

    return op->bond->target->owner->port->begun != note->begun &&
           (op->epoch != DR_EPOCH_FENCE || heard(origin) != origin->heard);
}

static bool same_epoch(const struct dr_rma_op *op)
{
    return op->epoch == DR_EPOCH_FENCE ? op->fences == op->bond->target->fences
                                       : op->epoch == DR_EPOCH_START;
}

/* Under locks: see the header. */
static bool may_be_told(const struct dr_rma_op *op,
                        const struct touch_note *note)
{
    const struct dr_bond *bond = op->bond;
    bool alone =
        note->lock == MPI_LOCK_EXCLUSIVE ||
        (op->epoch == DR_EPOCH_LOCK && bond->lock_type == MPI_LOCK_EXCLUSIVE);

    return !note->access.writes || note->access.call ||
           bond->target->owner->port->told != note->told ||
           (note->lock && (alone || bond->free_of_locks));
}

void dr_touch_compare(const struct dr_rma_op *op)
{
    const struct dr_win *target = op->bond->target;
    const struct dr_touches *touches = target->touches;
    bool writes = !dr_rma_only_reads(&op->what);
    bool passive = dr_epoch_passive(op->epoch);
    struct dr_claim claim = {.span = op->what.target,
                             .writes = writes,
                             .call = op->by.call,
                             .site = op->by.site};

    if (!touches || touches->count == 0 || op->bond->origin == target ||
        !(passive || same_epoch(op)))
        return;
    claim.reach = dr_span_reach(claim.span);
    for (int i = 0; i < touches->count; i++) {
        const struct touch_note *note = &touches->notes[i];

        if ((writes || note->access.writes) &&
            dr_reach_meets(claim.reach, note->access.bytes) &&
            dr_span_touches(claim.span, note->access.bytes) &&
            !(passive ? may_be_told(op, note) : may_be_ordered(op, note)))
            dr_conflict_tell_owner(&claim, &note->access, op->bond,
                                   passive && !writes ? DR_WARNING : DR_ERROR);
    }
}
