/*
 * lock.c - locks: who holds them at a target, and who comes next.
 *
 * Order: first come, first served; shared ones that follow each other hold
 * the lock together.  When schedules are explored, turn.h says who is next.
 */
#include "rma/lock.h"

#include "p2p/livelock.h"
#include "rma/conflict.h"
#include "rma/epoch.h"
#include "rma/nostore.h"
#include "rma/note.h"
#include "rma/op.h"
#include "rma/promise.h"
#include "rma/turn.h"

static struct dr_bond *by_lock(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_bond, lock);
}

static void granted(struct dr_bond *bond)
{
    bond->granted = true;
    dr_rma_release(bond);
    dr_win_stir(bond->origin);
}

bool dr_lock_free_for(const struct dr_win *win, const struct dr_bond *bond)
{
    if (dr_list_empty(&win->holders))
        return true;
    return bond->lock_type == MPI_LOCK_SHARED &&
           by_lock(win->holders.next)->lock_type == MPI_LOCK_SHARED;
}

void dr_lock_give(struct dr_bond *bond)
{
    dr_list_remove(&bond->lock);
    dr_list_append(&bond->target->holders, &bond->lock);
    bond->queued = false;
    dr_world->engine->held_back += bond->updates;
    bond->holds = true;
    dr_note_answer(bond, granted);
}

static void grant_next(struct dr_win *win)
{
    if (dr_world->config.explore) {
        dr_turn_look(win);
        return;
    }
    while (!dr_list_empty(&win->queue) &&
           dr_lock_free_for(win, by_lock(win->queue.next)))
        dr_lock_give(by_lock(win->queue.next));
}

static void asked(struct dr_bond *bond)
{
    dr_promise_of_locks(bond);
    dr_list_append(&bond->target->queue, &bond->lock);
    bond->queued = true;
    dr_world->engine->held_back -= bond->updates;
    dr_turn_asked(bond);
    grant_next(bond->target);
}

static void given_back(struct dr_bond *bond)
{
    bond->releasing = false;
    bond->origin->releasing--;
    dr_win_stir(bond->origin);
}

void dr_bond_unlocked(struct dr_bond *bond)
{
    if (bond->holds) {
        dr_list_remove(&bond->lock);
        bond->holds = false;
    }
    dr_conflict_over(bond);
    dr_note_answer(bond, given_back);
    grant_next(bond->target);
}

/* Begin an epoch at one target; without a check nobody is asked. */
static void begin(struct dr_bond *bond, enum dr_epoch access, int type,
                  bool nocheck)
{
    bond->access = access;
    bond->lock_type = type;
    bond->free_of_locks = bond->granted = nocheck;
    dr_livelock_note(bond->origin->owner->port, (uint64_t)type,
                     (uintptr_t)bond);
    if (nocheck)
        dr_promise_of_lock(bond);
    else
        dr_note_ask(bond, asked);
}

static void end(struct dr_bond *bond)
{
    bond->access = DR_EPOCH_NONE;
    bond->granted = false;
    if (bond->free_of_locks)
        dr_list_remove(&bond->lock);
    bond->free_of_locks = false;
    dr_conflict_separate(bond, true);
}

static void release(struct dr_bond *bond)
{
    bond->releasing = true;
    bond->origin->releasing++;
    dr_bond_leave(bond);
}

void dr_win_lock(struct dr_win *win, int target, int type, int assertion)
{
    struct dr_bond *bond = dr_win_bond(win, target);

    bond->since = dr_win_caller();
    begin(bond, DR_EPOCH_LOCK, type, assertion & MPI_MODE_NOCHECK);
    win->locks++;
    win->fenced = false;
    dr_win_await(
        (struct dr_await){.kind = DR_AWAIT_GRANT, .win = win, .bond = bond});
}

void dr_win_unlock(struct dr_win *win, int target)
{
    struct dr_bond *bond = dr_win_bond(win, target);

    if (bond->free_of_locks) {
        dr_win_flush(win, bond, true);
    } else {
        release(bond);
        dr_win_await((struct dr_await){
            .kind = DR_AWAIT_RELEASE, .win = win, .bond = bond});
    }
    end(bond);
    win->locks--;
    dr_nostore_renew(win);
}

void dr_win_lock_all(struct dr_win *win, int assertion)
{
    win->lock_all = true;
    win->fenced = false;
    win->all_nocheck = assertion & MPI_MODE_NOCHECK;
    win->locked_all = dr_win_caller();
}

void dr_win_lock_late(struct dr_bond *bond)
{
    bond->since = bond->origin->locked_all;
    begin(bond, DR_EPOCH_LOCK_ALL, MPI_LOCK_SHARED, bond->origin->all_nocheck);
}

void dr_win_unlock_all(struct dr_win *win)
{
    dr_win_await((struct dr_await){.kind = DR_AWAIT_LOCKS, .win = win});
    for (int i = 0; i < win->nbonds && !win->all_nocheck; i++) {
        if (win->bonds[i]->access == DR_EPOCH_LOCK_ALL)
            release(win->bonds[i]);
    }
    dr_win_await((struct dr_await){
        .kind = DR_AWAIT_RELEASE, .win = win, .remote = win->all_nocheck});
    for (int i = 0; i < win->nbonds; i++) {
        if (win->bonds[i]->access == DR_EPOCH_LOCK_ALL)
            end(win->bonds[i]);
    }
    win->lock_all = false;
    dr_nostore_renew(win);
}
