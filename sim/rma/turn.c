/*
 * turn.c - explored: whose turn it is to have a lock.
 *
 * MPI says nothing of the order in which locks are given (MPI 4.1, section
 * 12.5.3), so any who asks may be next.  But nobody is passed by more often
 * than the window has members: loops that look under a lock come to an end.
 */
#include "rma/turn.h"

#include "p2p/engine.h"
#include "rma/lock.h"

static struct dr_bond *by_lock(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_bond, lock);
}

static struct dr_win *win_of(const struct dr_contest *contest)
{
    return DR_CONTAINER((struct dr_contest *)(uintptr_t)contest, struct dr_win,
                        turns.contest);
}

static bool exclude(const struct dr_bond *a, const struct dr_bond *b)
{
    return a->lock_type == MPI_LOCK_EXCLUSIVE ||
           b->lock_type == MPI_LOCK_EXCLUSIVE;
}

/* The bond at `index` of those that may have the lock now, or NULL. */
static struct dr_bond *candidate(const struct dr_win *win, int index)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &win->queue) {
        struct dr_bond *bond = by_lock(it);

        if (dr_lock_free_for(win, bond) && index-- == 0)
            return bond;
        if (bond->turn.passed >= win->comm->size)
            return NULL;
    }
    return NULL;
}

static bool is_alone(const struct dr_win *win, const struct dr_bond *bond)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &win->queue) {
        if (by_lock(it) != bond && exclude(by_lock(it), bond))
            return false;
    }
    return true;
}

/* May it share the lock with all who ask?  One move gives it to all. */
static bool is_common(const struct dr_win *win, const struct dr_bond *bond)
{
    return bond->lock_type == MPI_LOCK_SHARED && is_alone(win, bond);
}

static bool asker(const struct dr_contest *contest, int index,
                  struct dr_asker *asker)
{
    const struct dr_win *win = win_of(contest);
    const struct dr_bond *bond = candidate(win, index);

    if (!bond || (index > 0 && is_common(win, bond)))
        return false;
    *asker = (struct dr_asker){.rank = bond->origin->owner->id,
                               .number = bond->turn.requests,
                               .call = bond->since.call,
                               .site = bond->since.site,
                               .alone = is_alone(win, bond)};
    return true;
}

/* Remember who had it while nobody else asked. */
static void note_alone(struct dr_turns *turns, const struct dr_bond *bond)
{
    turns->several |= turns->alone && turns->alone != bond->origin;
    turns->alone = bond->origin;
    turns->exclusive |= bond->lock_type == MPI_LOCK_EXCLUSIVE;
}

/* Those who share it have it together, as nothing orders them: one by one,
 * conflicts of their accesses would not be seen. */
static void give_all(struct dr_win *win)
{
    while (!dr_list_empty(&win->queue)) {
        note_alone(&win->turns, by_lock(win->queue.next));
        dr_lock_give(by_lock(win->queue.next));
    }
}

static void give_one(struct dr_win *win, struct dr_bond *bond)
{
    struct dr_link *it;

    if (is_alone(win, bond))
        note_alone(&win->turns, bond);
    for (it = win->queue.next; it != &bond->lock; it = it->next)
        by_lock(it)->turn.passed++;
    dr_lock_give(bond);
}

static void give(struct dr_contest *contest, int index)
{
    struct dr_win *win = win_of(contest);
    struct dr_bond *bond = candidate(win, index);

    if (is_common(win, bond))
        give_all(win);
    else
        give_one(win, bond);
    dr_turn_look(win);
}

void dr_turn_begin(struct dr_win *win)
{
    win->turns.contest = (struct dr_contest){
        .place = win->owner->id, .asker = asker, .give = give};
}

/* Somebody had it alone: might this one have had it before? */
static bool is_late(const struct dr_turns *turns, const struct dr_bond *bond)
{
    return turns->alone && (turns->several || turns->alone != bond->origin) &&
           (turns->exclusive || bond->lock_type == MPI_LOCK_EXCLUSIVE);
}

void dr_turn_asked(struct dr_bond *bond)
{
    bond->turn.requests++;
    bond->turn.passed = 0;
    if (is_late(&bond->target->turns, bond))
        dr_world->engine->left_out |= DR_LEFT_TURNS;
}

void dr_turn_updates(struct dr_bond *bond)
{
    struct dr_turns *turns = &bond->target->turns;

    if (bond->holds && bond->lock_type == MPI_LOCK_EXCLUSIVE)
        return;
    if (turns->updated && turns->updated != bond->origin)
        dr_world->engine->left_out |= DR_LEFT_UPDATES;
    turns->updated = bond->origin;
}

void dr_turn_look(struct dr_win *win)
{
    if (dr_list_empty(&win->queue))
        dr_contest_close(&win->turns.contest);
    else
        dr_contest_open(&win->turns.contest);
}
