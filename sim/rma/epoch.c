/*
 * epoch.c - epochs of fences, and of post, start, complete and wait.
 */
#include "rma/epoch.h"

#include "base/memory.h"
#include "rma/conflict.h"
#include "rma/nostore.h"
#include "rma/note.h"
#include "rma/op.h"
#include "rma/promise.h"
#include "rma/touch.h"
#include "rma/visit.h"

enum dr_epoch dr_win_access(const struct dr_win *win, int target,
                            const struct dr_bond **bond)
{
    *bond = dr_table_get(&win->by_target, 0, (uint64_t)target);
    if (*bond && (*bond)->access != DR_EPOCH_NONE)
        return (*bond)->access;
    if (win->lock_all)
        return DR_EPOCH_LOCK_ALL;
    if (win->fenced && !win->access && win->locks == 0)
        return DR_EPOCH_FENCE;
    return DR_EPOCH_NONE;
}

struct dr_origin dr_win_caller(void)
{
    const struct dr_call *call = dr_world->self->call;

    return (struct dr_origin){call->name, call->site};
}

static void separate_all(struct dr_win *win, bool remote)
{
    for (int i = 0; i < win->nbonds; i++)
        dr_conflict_separate(win->bonds[i], remote);
}

/* Whoever is through the barrier knows that all operations of the epoch have
 * been counted. */
void dr_win_fence(struct dr_win *win, int assertion)
{
    dr_promise_no_put(win, DR_EPOCH_FENCE, assertion);
    dr_nostore_check(win, assertion);
    dr_win_meet(win->comm);
    dr_win_await((struct dr_await){
        .kind = DR_AWAIT_FENCE, .win = win, .parity = win->fences % 2});
    separate_all(win, true);
    dr_visit_end(&win->visits[win->fences % 2]);
    win->fences++;
    win->fenced = !(assertion & MPI_MODE_NOSUCCEED);
    win->fence_used = false;
    win->fence = dr_win_caller();
    if (win->fenced)
        dr_touch_begin(win);
    else
        dr_touch_end(win);
}

void dr_win_flush(struct dr_win *win, struct dr_bond *bond, bool remote)
{
    dr_win_await((struct dr_await){.kind = bond ? DR_AWAIT_BOND : DR_AWAIT_ALL,
                                   .win = win,
                                   .bond = bond,
                                   .remote = remote});
    if (bond)
        dr_conflict_separate(bond, remote);
    else
        separate_all(win, remote);
}

void dr_bond_applied(struct dr_bond *bond)
{
    if (!bond->leaving || bond->applied < bond->last)
        return;
    bond->leaving = bond->left = false;
    if (bond->releasing) {
        dr_bond_unlocked(bond);
    } else {
        bond->exposed = false;
        bond->target->unfinished--;
        dr_win_stir(bond->target);
    }
}

static void left(struct dr_bond *bond)
{
    bond->leaving = true;
    dr_bond_applied(bond);
}

void dr_bond_leave(struct dr_bond *bond)
{
    bond->left = true;
    bond->last = bond->issued;
    dr_note_send(bond, left);
}


static void may_go(struct dr_bond *bond)
{
    bond->posts--;
    bond->granted = true;
    bond->origin->ungranted--;
    dr_rma_release(bond);
    dr_win_stir(bond->origin);
}

static void posted(struct dr_bond *bond)
{
    bond->posts_due--;
    bond->posts++;
    if (bond->access == DR_EPOCH_START && !bond->granted)
        may_go(bond);
}

void dr_win_post(struct dr_win *win, const int *ranks, int count, int assertion)
{
    win->posted =
        dr_realloc(win->posted, ((size_t)count + 1) * sizeof *win->posted);
    win->nposted = win->unfinished = count;
    win->exposure = true;
    win->exposures++;
    win->post = dr_win_caller();
    dr_promise_no_put(win, DR_EPOCH_START, assertion);
    dr_nostore_check(win, assertion);
    dr_touch_begin(win);
    for (int i = 0; i < count; i++) {
        struct dr_bond *bond =
            dr_win_bond(dr_win_member(win, ranks[i])->win, win->rank);

        win->posted[i] = bond;
        bond->exposed = true;
        bond->posted_in = win->exposures;
        bond->unchecked = assertion & MPI_MODE_NOCHECK;
    }
    for (int i = 0; i < count && !(assertion & MPI_MODE_NOCHECK); i++) {
        win->posted[i]->posts_due++;
        dr_note_send_back(win->posted[i], posted);
    }
}

void dr_win_start(struct dr_win *win, const int *ranks, int count,
                  int assertion)
{
    win->started =
        dr_realloc(win->started, ((size_t)count + 1) * sizeof *win->started);
    win->nstarted = win->ungranted = count;
    win->access = true;
    win->fenced = false;
    win->start = dr_win_caller();
    for (int i = 0; i < count; i++) {
        struct dr_bond *bond = dr_win_bond(win, ranks[i]);

        win->started[i] = bond;
        bond->access = DR_EPOCH_START;
        bond->since = win->start;
        bond->granted = false;
        /* Without a check there is no note that a post would send. */
        bond->posts += (assertion & MPI_MODE_NOCHECK) != 0;
        if (bond->posts > 0)
            may_go(bond);
    }
}

void dr_win_complete(struct dr_win *win)
{
    dr_win_await((struct dr_await){.kind = DR_AWAIT_GRANTS, .win = win});
    for (int i = 0; i < win->nstarted; i++)
        dr_bond_leave(win->started[i]);
    dr_win_await((struct dr_await){.kind = DR_AWAIT_ALL, .win = win});
    for (int i = 0; i < win->nstarted; i++) {
        win->started[i]->access = DR_EPOCH_NONE;
        win->started[i]->granted = false;
        dr_conflict_separate(win->started[i], false);
    }
    win->nstarted = 0;
    win->access = false;
    dr_nostore_renew(win);
}

static void end_exposure(struct dr_win *win)
{
    for (int i = 0; i < win->nposted; i++)
        dr_conflict_over(win->posted[i]);
    dr_touch_end(win);
    dr_nostore_renew(win);
    win->nposted = 0;
    win->exposure = false;
}

void dr_win_wait(struct dr_win *win)
{
    win->waits = true;
    dr_win_await((struct dr_await){.kind = DR_AWAIT_EXPOSURE, .win = win});
    win->waits = false;
    end_exposure(win);
}

bool dr_win_test(struct dr_win *win)
{
    if (win->unfinished > 0) {
        dr_win_look(win);
        return false;
    }
    end_exposure(win);
    return true;
}
