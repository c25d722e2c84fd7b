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

enum {
    WINDOW_MOST = 1 << 20, /* bytes */
    TOUCHES_MOST = 4096,
    NOTES_MOST = 256
};

/* Accesses of one place to adjoining bytes. */
struct touch_note {
    struct dr_access access;
    uint64_t begun; /* messages of the rank until then */
};

struct dr_touches {
    struct dr_claim claim;
    struct dr_rank *owner;
    bool watching;
    int seen, count;
    struct touch_note notes[NOTES_MOST];
};

static void stop(struct dr_touches *touches)
{
    if (touches->watching)
        dr_claim_end(touches->owner, &touches->claim);
    touches->watching = false;
}

/* Does an access go on where one of its place has been? */
static bool adjoins(struct touch_note *note, const struct dr_access *access,
                    uint64_t begun)
{
    struct dr_reach *known = &note->access.bytes;

    if (note->access.site != access->site || note->begun != begun ||
        note->access.writes != access->writes ||
        access->bytes.low < known->low || access->bytes.low > known->high)
        return false;
    if (access->bytes.high > known->high)
        known->high = access->bytes.high;
    return true;
}

static void touched(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_touches *touches = claim->owner;
    uint64_t begun = touches->owner->port->begun;

    if (!access->site || access->frees || touches->seen == TOUCHES_MOST)
        return;
    touches->seen++;
    for (int i = 0; i < touches->count; i++) {
        if (adjoins(&touches->notes[i], access, begun))
            return;
    }
    if (touches->count < NOTES_MOST)
        touches->notes[touches->count++] = (struct touch_note){*access, begun};
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
        win->touches->owner = win->owner;
        win->touches->claim =
            (struct dr_claim){.span = {memory.base, memory.size, NULL},
                              .writes = true,
                              .foreign = true,
                              .touched = touched,
                              .owner = win->touches,
                              .operation = "MPI_Win_fence"};
    }
    stop(win->touches);
    win->touches->seen = win->touches->count = 0;
    win->touches->watching = true;
    dr_claim_begin(win->owner, &win->touches->claim);
}

void dr_touch_end(struct dr_win *win)
{
    if (!win->touches)
        return;
    stop(win->touches);
    win->touches->count = 0;
}

/* Can a message have told the operation's rank of it? */
static bool may_be_ordered(const struct dr_rma_op *op,
                           const struct touch_note *note)
{
    const struct dr_win *origin = op->bond->origin;

    return op->bond->target->owner->port->begun != note->begun &&
           (op->epoch != DR_EPOCH_FENCE || heard(origin) != origin->heard);
}

void dr_touch_compare(const struct dr_rma_op *op)
{
    const struct dr_win *target = op->bond->target;
    const struct dr_touches *touches = target->touches;
    bool writes = !dr_rma_only_reads(&op->what);
    struct dr_claim claim = {.span = op->what.target,
                             .writes = writes,
                             .call = op->by.call,
                             .site = op->by.site};

    if (!touches || touches->count == 0 || op->bond->origin == target ||
        (op->epoch == DR_EPOCH_FENCE ? op->fences != target->fences
                                     : op->epoch != DR_EPOCH_START))
        return;
    claim.reach = dr_span_reach(claim.span);
    for (int i = 0; i < touches->count; i++) {
        const struct touch_note *note = &touches->notes[i];

        if ((writes || note->access.writes) &&
            dr_reach_meets(claim.reach, note->access.bytes) &&
            dr_span_touches(claim.span, note->access.bytes) &&
            !may_be_ordered(op, note))
            dr_conflict_tell_owner(&claim, &note->access, op->bond, DR_ERROR);
    }
}
