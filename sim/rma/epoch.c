/*
 * epoch.c - epochs of fences, and of post, start, complete and wait.
 */
#include "rma/epoch.h"

#include "base/memory.h"
#include "rma/conflict.h"
#include "rma/note.h"
#include "rma/op.h"

enum dr_epoch dr_win_access(const struct dr_win *win, int target,
                            const struct dr_path **path)
{
    *path = dr_table_get(&win->by_target, 0, (uint64_t)target);
    if (*path && (*path)->access != DR_EPOCH_NONE)
        return (*path)->access;
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
    for (int i = 0; i < win->npaths; i++)
        dr_conflict_separate(win->paths[i], remote);
}

/* Whoever is through the barrier knows that all operations of the epoch have
 * been counted. */
void dr_win_fence(struct dr_win *win, int assertion)
{
    dr_win_meet(win->comm);
    dr_win_await((struct dr_await){
        .kind = DR_AWAIT_FENCE, .win = win, .parity = win->fences % 2});
    separate_all(win, true);
    win->fences++;
    win->fenced = !(assertion & MPI_MODE_NOSUCCEED);
    win->fence_used = false;
    win->fence = dr_win_caller();
}

void dr_win_flush(struct dr_win *win, struct dr_path *path, bool remote)
{
    dr_win_await((struct dr_await){.kind = path ? DR_AWAIT_PATH : DR_AWAIT_ALL,
                                   .win = win,
                                   .path = path,
                                   .remote = remote});
    if (path)
        dr_conflict_separate(path, remote);
    else
        separate_all(win, remote);
}

void dr_path_applied(struct dr_path *path)
{
    if (!path->leaving || path->applied < path->last)
        return;
    path->leaving = path->left = false;
    if (path->exposed) {
        path->exposed = false;
        path->target->unfinished--;
        dr_win_stir(path->target);
    } else {
        dr_path_unlocked(path);
    }
}

static void left(struct dr_path *path)
{
    path->leaving = true;
    dr_path_applied(path);
}

void dr_path_leave(struct dr_path *path)
{
    path->left = true;
    path->last = path->issued;
    dr_note_send(path, left);
}


static void may_go(struct dr_path *path)
{
    path->posts--;
    path->granted = true;
    path->origin->ungranted--;
    dr_rma_release(path);
    dr_win_stir(path->origin);
}

static void posted(struct dr_path *path)
{
    path->posts_due--;
    path->posts++;
    if (path->access == DR_EPOCH_START && !path->granted)
        may_go(path);
}

void dr_win_post(struct dr_win *win, const int *ranks, int count, int assertion)
{
    win->posted =
        dr_realloc(win->posted, ((size_t)count + 1) * sizeof *win->posted);
    win->nposted = win->unfinished = count;
    win->exposure = true;
    win->post = dr_win_caller();
    for (int i = 0; i < count; i++) {
        struct dr_path *path =
            dr_win_path(dr_win_member(win, ranks[i])->win, win->rank);

        win->posted[i] = path;
        path->exposed = true;
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
        struct dr_path *path = dr_win_path(win, ranks[i]);

        win->started[i] = path;
        path->access = DR_EPOCH_START;
        path->since = win->start;
        path->granted = false;
        /* Without a check there is no note that a post would send. */
        path->posts += (assertion & MPI_MODE_NOCHECK) != 0;
        if (path->posts > 0)
            may_go(path);
    }
}

void dr_win_complete(struct dr_win *win)
{
    dr_win_await((struct dr_await){.kind = DR_AWAIT_GRANTS, .win = win});
    for (int i = 0; i < win->nstarted; i++)
        dr_path_leave(win->started[i]);
    dr_win_await((struct dr_await){.kind = DR_AWAIT_ALL, .win = win});
    for (int i = 0; i < win->nstarted; i++) {
        win->started[i]->access = DR_EPOCH_NONE;
        win->started[i]->granted = false;
        dr_conflict_separate(win->started[i], false);
    }
    win->nstarted = 0;
    win->access = false;
}

static void end_exposure(struct dr_win *win)
{
    for (int i = 0; i < win->nposted; i++)
        dr_conflict_over(win->posted[i]);
    win->nposted = 0;
    win->exposure = false;
}

void dr_win_wait(struct dr_win *win)
{
    dr_win_await((struct dr_await){.kind = DR_AWAIT_EXPOSURE, .win = win});
    end_exposure(win);
}

bool dr_win_test(struct dr_win *win)
{
    if (win->unfinished > 0)
        return false;
    end_exposure(win);
    return true;
}
