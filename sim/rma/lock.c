/*
 * lock.c - locks: who holds them at a target, and who comes next.
 *
 * Order: first come, first served; shared ones that follow each other hold
 * the lock together.
 */
#include "rma/conflict.h"
#include "rma/epoch.h"
#include "rma/note.h"
#include "rma/op.h"

static struct dr_path *by_lock(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_path, lock);
}

static void granted(struct dr_path *path)
{
    path->granted = true;
    dr_rma_release(path);
    dr_win_stir(path->origin);
}

static bool compatible(const struct dr_win *win, const struct dr_path *path)
{
    if (dr_list_empty(&win->holders))
        return true;
    return path->lock_type == MPI_LOCK_SHARED &&
           by_lock(win->holders.next)->lock_type == MPI_LOCK_SHARED;
}

static void grant_next(struct dr_win *win)
{
    while (!dr_list_empty(&win->queue)) {
        struct dr_path *path = by_lock(win->queue.next);

        if (!compatible(win, path))
            return;
        dr_list_remove(&path->lock);
        dr_list_append(&win->holders, &path->lock);
        path->queued = false;
        path->holds = true;
        dr_note_answer(path, granted);
    }
}

static void asked(struct dr_path *path)
{
    dr_list_append(&path->target->queue, &path->lock);
    path->queued = true;
    grant_next(path->target);
}

static void given_back(struct dr_path *path)
{
    path->releasing = false;
    path->origin->releasing--;
    dr_win_stir(path->origin);
}

void dr_path_unlocked(struct dr_path *path)
{
    if (path->holds) {
        dr_list_remove(&path->lock);
        path->holds = false;
    }
    dr_conflict_over(path);
    dr_note_answer(path, given_back);
    grant_next(path->target);
}

/* Begin an epoch at one target; without a check nobody is asked. */
static void begin(struct dr_path *path, enum dr_epoch access, int type,
                  bool nocheck)
{
    path->access = access;
    path->lock_type = type;
    path->free_of_locks = path->granted = nocheck;
    if (!nocheck)
        dr_note_send(path, asked);
}

static void end(struct dr_path *path)
{
    path->access = DR_EPOCH_NONE;
    path->granted = false;
    dr_conflict_separate(path, true);
}

static void release(struct dr_path *path)
{
    path->releasing = true;
    path->origin->releasing++;
    dr_path_leave(path);
}

void dr_win_lock(struct dr_win *win, int target, int type, int assertion)
{
    struct dr_path *path = dr_win_path(win, target);

    path->since = dr_win_caller();
    begin(path, DR_EPOCH_LOCK, type, assertion & MPI_MODE_NOCHECK);
    win->locks++;
    win->fenced = false;
    dr_win_await(
        (struct dr_await){.kind = DR_AWAIT_GRANT, .win = win, .path = path});
}

void dr_win_unlock(struct dr_win *win, int target)
{
    struct dr_path *path = dr_win_path(win, target);

    if (path->free_of_locks) {
        dr_win_flush(win, path, true);
    } else {
        release(path);
        dr_win_await((struct dr_await){
            .kind = DR_AWAIT_RELEASE, .win = win, .path = path});
    }
    end(path);
    win->locks--;
}

void dr_win_lock_all(struct dr_win *win, int assertion)
{
    win->lock_all = true;
    win->fenced = false;
    win->all_nocheck = assertion & MPI_MODE_NOCHECK;
    win->locked_all = dr_win_caller();
}

void dr_win_lock_late(struct dr_path *path)
{
    path->since = path->origin->locked_all;
    begin(path, DR_EPOCH_LOCK_ALL, MPI_LOCK_SHARED, path->origin->all_nocheck);
}

void dr_win_unlock_all(struct dr_win *win)
{
    dr_win_await((struct dr_await){.kind = DR_AWAIT_LOCKS, .win = win});
    for (int i = 0; i < win->npaths && !win->all_nocheck; i++) {
        if (win->paths[i]->access == DR_EPOCH_LOCK_ALL)
            release(win->paths[i]);
    }
    dr_win_await((struct dr_await){
        .kind = DR_AWAIT_RELEASE, .win = win, .remote = win->all_nocheck});
    for (int i = 0; i < win->npaths; i++) {
        if (win->paths[i]->access == DR_EPOCH_LOCK_ALL)
            end(win->paths[i]);
    }
    win->lock_all = false;
}
