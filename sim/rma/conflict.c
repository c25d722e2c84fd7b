/*
 * conflict.c - accesses to window memory that nothing puts in an order.
 *
 * A mark is one block of bytes that one operation accesses.  It is valid while
 * its bond's stamp is what it was; others are dropped when their line is next
 * looked at.
 */
#include "rma/conflict.h"

#include <stdlib.h>

#include "base/memory.h"
#include "rma/conflict_tell.h"
#include "rma/epoch.h"
#include "rma/lease.h"
#include "rma/touch.h"
#include "rma/visit.h"

enum {
    LINES = 1024,
    LINE_SHIFT_LEAST = 6,
    MARKS_MOST = 32,
    BLOCKS_MOST = 4096 /* of one operation */
};

struct line {
    struct dr_mark *marks;
    int count, room;
};

struct dr_shadow {
    uintptr_t base;
    int shift;
    struct line lines[LINES];
};

static struct dr_shadow *shadow_of(struct dr_win *win)
{
    const struct dr_exposed *exposed = dr_win_member(win, win->rank);

    if (win->shadow)
        return win->shadow;
    win->shadow = dr_zalloc(1, sizeof *win->shadow);
    win->shadow->base = (uintptr_t)exposed->memory.base;
    win->shadow->shift = LINE_SHIFT_LEAST;
    while (exposed->memory.size >> win->shadow->shift >= LINES)
        win->shadow->shift++;
    return win->shadow;
}

void dr_conflict_end(struct dr_win *win)
{
    for (int i = 0; i < LINES && win->shadow; i++)
        free(win->shadow->lines[i].marks);
    free(win->shadow);
}

static bool valid(const struct dr_mark *mark)
{
    return mark->stamp == mark->bond->stamps[mark->reads_back];
}

/* Does no epoch come between the two? */
static bool concurrent(const struct dr_mark *a, const struct dr_mark *b)
{
    if (a->epoch == DR_EPOCH_FENCE && b->epoch == DR_EPOCH_FENCE)
        return a->fence == b->fence;
    return a->bond == b->bond ||
           (dr_epoch_passive(a->epoch) && dr_epoch_passive(b->epoch)) ||
           (a->epoch == DR_EPOCH_START && b->epoch == DR_EPOCH_START);
}

static bool accumulates(const struct dr_mark *mark)
{
    return mark->kind != DR_RMA_PUT && mark->kind != DR_RMA_GET;
}

/* MPI 4.1, section 12.7.1; the default of accumulate_ops is same_op_no_op. */
static bool compatible(const struct dr_mark *a, const struct dr_mark *b)
{
    if (a->only_reads && b->only_reads)
        return true;
    if (!accumulates(a) || !accumulates(b))
        return false;
    if (a->bond == b->bond || a->only_reads || b->only_reads ||
        a->kind == DR_RMA_COMPARE_AND_SWAP ||
        b->kind == DR_RMA_COMPARE_AND_SWAP)
        return true;
    return a->op == b->op && a->replaces == b->replaces && a->basic == b->basic;
}

static void drop_invalid(struct line *line)
{
    int kept = 0;

    for (int i = 0; i < line->count; i++) {
        if (valid(&line->marks[i]))
            line->marks[kept++] = line->marks[i];
    }
    line->count = kept;
}

/* May the new one be added to a known one?  Puts must not overlap. */
static bool merges(struct dr_mark *known, const struct dr_mark *mark)
{
    if (known->bond != mark->bond || known->kind != mark->kind ||
        known->op != mark->op || known->by.site != mark->by.site ||
        known->fence != mark->fence || known->basic != mark->basic)
        return false;
    if (known->bytes.low <= mark->bytes.low &&
        known->bytes.high >= mark->bytes.high)
        return true;
    if (known->bytes.high != mark->bytes.low)
        return false;
    known->bytes.high = mark->bytes.high;
    return true;
}

static void add_mark(struct line *line, const struct dr_mark *mark)
{
    for (int i = 0; i < line->count; i++) {
        if (merges(&line->marks[i], mark))
            return;
    }
    if (line->count == MARKS_MOST) {
        for (int i = 1; i < line->count; i++)
            line->marks[i - 1] = line->marks[i];
        line->count--;
    }
    if (line->count == line->room) {
        line->room = line->room ? 2 * line->room : 4;
        line->marks =
            dr_realloc(line->marks, (size_t)line->room * sizeof *line->marks);
    }
    line->marks[line->count++] = *mark;
}

static void enter_line(struct line *line, const struct dr_mark *mark)
{
    drop_invalid(line);
    for (int i = 0; i < line->count; i++) {
        const struct dr_mark *other = &line->marks[i];

        if (dr_reach_meets(other->bytes, mark->bytes) &&
            concurrent(other, mark) && !compatible(other, mark))
            dr_conflict_tell_both(mark, other);
    }
    if (mark->kept)
        add_mark(line, mark);
}

struct entering {
    struct dr_shadow *shadow;
    struct dr_mark mark;
    int blocks;
};

static bool enter_block(void *self, struct dr_reach block)
{
    struct entering *entering = self;
    struct dr_shadow *shadow = entering->shadow;
    uintptr_t first = (block.low - shadow->base) >> shadow->shift;
    uintptr_t last = (block.high - 1 - shadow->base) >> shadow->shift;

    entering->mark.bytes = block;
    for (uintptr_t i = first; i <= last && i - first < LINES; i++)
        enter_line(&shadow->lines[i % LINES], &entering->mark);
    return ++entering->blocks < BLOCKS_MOST;
}

static struct dr_mark mark_of(const struct dr_rma_op *op)
{
    const struct dr_rma *what = &op->what;
    struct dr_mark mark = {.bond = op->bond,
                           .by = op->by,
                           .kind = what->kind,
                           .op = what->op,
                           .replaces = what->replaces,
                           .only_reads = dr_rma_only_reads(what),
                           .basic = what->basic,
                           .epoch = op->epoch,
                           .fence = op->fences};

    mark.reads_back = dr_rma_returns(what->kind);
    mark.stamp = op->bond->stamps[mark.reads_back];
    /* Whoever waits for its request ends a read. */
    mark.kept = !(op->request && mark.reads_back);
    return mark;
}

void dr_conflict_launch(struct dr_rma_op *op)
{
    struct entering entering = {.shadow = shadow_of(op->bond->target),
                                .mark = mark_of(op)};

    if (dr_span_bytes(op->what.target) > 0)
        dr_span_each(op->what.target, enter_block, &entering);
    dr_touch_compare(op);
    dr_visit_go(op);
}


void dr_conflict_begin(struct dr_rma_op *op)
{
    dr_visit_call(op);
    dr_lease_begin(op);
}

void dr_conflict_over(struct dr_bond *bond)
{
    bond->stamps[0]++;
    bond->stamps[1]++;
    dr_visit_end(&bond->visits);
}

void dr_conflict_separate(struct dr_bond *bond, bool remote)
{
    bond->stamps[1]++;
    bond->stamps[0] += remote;
    dr_visit_flush(bond, remote);
    dr_lease_end(bond);
}

/* Is the claim a lease of an epoch that the operation is not in? */
static bool apart(const struct dr_rma_op *op, const struct dr_claim *claim)
{
    struct dr_lease *other = dr_lease_of(claim);

    if (!other)
        return false;
    other->known = true;
    if (op->epoch == DR_EPOCH_FENCE && other->epoch == DR_EPOCH_FENCE)
        return op->fences != other->fences;
    return !dr_epoch_passive(op->epoch) || !dr_epoch_passive(other->epoch) ||
           other->bond == op->bond;
}

void dr_conflict_arrive(const struct dr_rma_op *op)
{
    struct dr_rank *target = op->bond->target->owner;
    const struct dr_claim *claim;
    bool writes = !dr_rma_only_reads(&op->what);

    dr_visit_arrive(op);
    if (dr_span_bytes(op->what.target) == 0)
        return;
    claim = dr_claims_find(target, op->what.target, writes);
    if (claim && !apart(op, claim) && !dr_visit_told(op))
        dr_conflict_tell_local(op, writes, claim);
}
