/*
 * rma_sync.c - epochs of windows (MPI 4.1, section 12.5).
 */
#include <stdlib.h>

#include "api/group_door.h"
#include "api/win_door.h"
#include "base/memory.h"
#include "p2p/progress.h"
#include "p2p/record.h"
#include "rma/nostore.h"
#include "rma/promise.h"

int PMPI_Win_fence(int assertion, MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_fence", "iw", assertion, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = dr_check_assertion(found, assertion,
                                   MPI_MODE_NOSTORE | MPI_MODE_NOPUT |
                                       MPI_MODE_NOPRECEDE | MPI_MODE_NOSUCCEED);
    if (!error)
        error = dr_check_no_epoch(found);
    if (!error && (assertion & MPI_MODE_NOPRECEDE) && found->fence_used)
        error =
            dr_raise_epoch(found, &found->used,
                           dr_win_to_do(NULL, "leave out MPI_MODE_NOPRECEDE "
                                              "here, on all ranks"),
                           "MPI_MODE_NOPRECEDE says that no operation has "
                           "to end, but there was one");
    if (error)
        return error;
    dr_promise_of_fence(found, assertion);
    dr_win_fence(found, assertion);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_fence, (int, MPI_Win))


/* The members of a group as ranks of the window; the caller frees them. */
static int members(struct dr_win *win, MPI_Group handle, int **ranks,
                   int *count)
{
    struct dr_group *group;
    int error = dr_door_group(handle, "group", &group);

    if (error)
        return error;
    *count = dr_group_size(group);
    *ranks = dr_alloc(((size_t)*count + 1) * sizeof **ranks);
    for (int i = 0; i < *count; i++) {
        int world_rank = dr_group_world_rank(group, i);

        (*ranks)[i] = dr_group_rank_of(win->comm->group, world_rank);
        if ((*ranks)[i] < 0) {
            free(*ranks);
            return dr_raise(win->comm, MPI_ERR_GROUP,
                            "rank %d of the group is not in the window", i);
        }
    }
    return MPI_SUCCESS;
}

/* Does what MPI_MODE_NOCHECK says about others hold?  Both sides must give it
 * (MPI 4.1, section 12.5.5). */
static int check_posted(struct dr_win *win, int rank, int assertion)
{
    const struct dr_bond *bond = dr_win_bond(win, rank);
    bool unchecked = assertion & MPI_MODE_NOCHECK;
    bool posted = bond->exposed && !bond->left;
    int other = bond->target->owner->id;

    if (!posted && unchecked)
        return dr_raise_epoch(win, NULL,
                              dr_win_to_do(NULL,
                                           "leave out MPI_MODE_NOCHECK, here "
                                           "and at MPI_Win_post, or let rank "
                                           "%d post, and tell this rank so by "
                                           "a message, before",
                                           other),
                              "MPI_MODE_NOCHECK says that rank %d has posted "
                              "its window already, but it has not",
                              other);
    if (posted && unchecked != bond->unchecked)
        return dr_raise_epoch_of(win, other, &bond->target->post,
                                 dr_win_to_do(&bond->target->post,
                                              "give MPI_MODE_NOCHECK here and "
                                              "there, or leave it out both "
                                              "here and at"),
                                 "MPI_MODE_NOCHECK is given %s, but not %s",
                                 unchecked ? "here" : "by the post",
                                 unchecked ? "by the post" : "here");
    return MPI_SUCCESS;
}

static int check_not_started(struct dr_win *win, int rank, int assertion)
{
    const struct dr_bond *bond =
        dr_win_bond(dr_win_member(win, rank)->win, win->rank);

    if ((assertion & MPI_MODE_NOCHECK) && bond->access == DR_EPOCH_START &&
        !bond->granted)
        return dr_raise_epoch_of(win, bond->origin->owner->id, &bond->since,
                                 dr_win_to_do(&bond->since,
                                              "post, and tell rank %d so by a "
                                              "message, before it starts, or "
                                              "leave out MPI_MODE_NOCHECK here "
                                              "and at",
                                              bond->origin->owner->id),
                                 "MPI_MODE_NOCHECK says that no other side has "
                                 "started yet, but rank %d has",
                                 bond->origin->owner->id);
    return MPI_SUCCESS;
}

static int
check_sides(struct dr_win *win, const int *ranks, int count, int assertion,
            int (*check)(struct dr_win *win, int rank, int assertion))
{
    int error = MPI_SUCCESS;

    for (int i = 0; i < count && !error; i++)
        error = check(win, ranks[i], assertion);
    return error;
}

int PMPI_Win_post(MPI_Group group, int assertion, MPI_Win win)
{
    struct dr_win *found;
    int *ranks, count, error;

    DR_DOOR("MPI_Win_post", "*iw", group, assertion, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = dr_check_assertion(found, assertion,
                                   MPI_MODE_NOCHECK | MPI_MODE_NOSTORE |
                                       MPI_MODE_NOPUT);
    if (!error && found->exposure)
        error = dr_raise_epoch(
            found, &found->post,
            dr_win_to_do(&found->post, "call MPI_Win_wait before MPI_Win_post, "
                                       "to end the exposure of"),
            "the window is exposed already");
    if (!error)
        error = dr_check_unlocked(found);
    if (!error && found->fence_used)
        error = dr_check_no_access(found);
    if (!error)
        error = members(found, group, &ranks, &count);
    if (error)
        return error;
    error = check_sides(found, ranks, count, assertion, check_not_started);
    if (!error) {
        dr_win_post(found, ranks, count, assertion);
        dr_progress_pay_overhead(found->owner->port);
    }
    free(ranks);
    return error;
}
DR_ALIAS(int, Win_post, (MPI_Group, int, MPI_Win))

int PMPI_Win_start(MPI_Group group, int assertion, MPI_Win win)
{
    struct dr_win *found;
    int *ranks, count, error;

    DR_DOOR("MPI_Win_start", "*iw", group, assertion, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = dr_check_assertion(found, assertion, MPI_MODE_NOCHECK);
    if (!error)
        error = dr_check_no_access(found);
    if (!error)
        error = dr_check_no_lock(found);
    if (!error)
        error = members(found, group, &ranks, &count);
    if (error)
        return error;
    error = check_sides(found, ranks, count, assertion, check_posted);
    if (!error)
        dr_win_start(found, ranks, count, assertion);
    free(ranks);
    return error;
}
DR_ALIAS(int, Win_start, (MPI_Group, int, MPI_Win))

static struct dr_text to_complete(const struct dr_win *win)
{
    if (win->exposure)
        return dr_win_to_do(&win->post,
                            "call MPI_Win_wait, to end the exposure of");
    return dr_win_to_do(NULL, "call MPI_Win_start before the operations, or "
                              "leave out MPI_Win_complete");
}

int PMPI_Win_complete(MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_complete", "w", win);

    error = dr_check_win(win, &found);
    if (!error && !found->access)
        error = dr_raise_epoch(found, NULL, to_complete(found),
                               "there was no MPI_Win_start before");
    if (error)
        return error;
    dr_win_complete(found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_complete, (MPI_Win))

static struct dr_text to_wait(const struct dr_win *win)
{
    if (win->access)
        return dr_win_to_do(&win->start,
                            "call MPI_Win_complete, to end the epoch of");
    return dr_win_to_do(NULL, "call MPI_Win_post before, with the ranks that "
                              "access the window in its group, or leave this "
                              "call out");
}

static int check_exposed(MPI_Win handle, struct dr_win **win)
{
    int error = dr_check_win(handle, win);

    if (!error && !(*win)->exposure)
        error = dr_raise_epoch(*win, NULL, to_wait(*win),
                               "there was no MPI_Win_post before");
    return error;
}

int PMPI_Win_wait(MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_wait", "w", win);

    error = check_exposed(win, &found);
    if (!error)
        dr_win_wait(found);
    return error;
}
DR_ALIAS(int, Win_wait, (MPI_Win))

int PMPI_Win_test(MPI_Win win, int *flag)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_test", "w&", win, flag);

    error = check_exposed(win, &found);
    if (error)
        return error;
    dr_record_stop(dr_world->engine->record, "MPI_Win_test is not replayed");
    *flag = dr_win_test(found);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_test, (MPI_Win, int *))


static int check_can_lock(struct dr_win *win, int assertion)
{
    int error = dr_check_assertion(win, assertion, MPI_MODE_NOCHECK);

    if (!error && dr_info_says(win->comm->info, "no_locks"))
        error =
            dr_raise_epoch(win, NULL,
                           dr_win_to_do(NULL, "leave out the hint where the "
                                              "window is made, or use "
                                              "MPI_Win_fence instead of locks"),
                           "the hint no_locks of the window says that it "
                           "is never locked");
    return error ? error : dr_check_no_access(win);
}

int PMPI_Win_lock(int lock_type, int rank, int assertion, MPI_Win win)
{
    const struct dr_bond *bond;
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_lock", "lpiw", lock_type, rank, assertion, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = dr_check_target(found, rank, true);
    if (!error && lock_type != MPI_LOCK_EXCLUSIVE &&
        lock_type != MPI_LOCK_SHARED)
        error = dr_raise(found->comm, MPI_ERR_LOCKTYPE, "the lock type is %d",
                         lock_type);
    if (!error)
        error = check_can_lock(found, assertion);
    if (error || rank == MPI_PROC_NULL)
        return error;
    if (dr_win_access(found, rank, &bond) == DR_EPOCH_LOCK)
        return dr_raise_epoch(found, &bond->since,
                              dr_win_to_do(&bond->since,
                                           "leave out this lock, or call "
                                           "MPI_Win_unlock for rank %d before, "
                                           "to end the epoch of",
                                           bond->target->owner->id),
                              "this rank holds the lock on rank %d's window "
                              "already",
                              bond->target->owner->id);
    error = dr_check_unexposed(found, rank);
    if (error)
        return error;
    dr_record_stop(dr_world->engine->record,
                   "locks of windows are not replayed");
    dr_win_lock(found, rank, lock_type, assertion);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_lock, (int, int, int, MPI_Win))

int PMPI_Win_unlock(int rank, MPI_Win win)
{
    const struct dr_bond *bond;
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_unlock", "pw", rank, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = dr_check_target(found, rank, true);
    if (error || rank == MPI_PROC_NULL)
        return error;
    if (dr_win_access(found, rank, &bond) != DR_EPOCH_LOCK)
        return dr_raise_not_locked(found, dr_win_world_rank(found, rank));
    dr_win_unlock(found, rank);
    dr_progress_look_far();
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_unlock, (int, MPI_Win))

int PMPI_Win_lock_all(int assertion, MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_lock_all", "iw", assertion, win);

    error = dr_check_win(win, &found);
    if (!error)
        error = check_can_lock(found, assertion);
    if (!error)
        error = dr_check_no_lock(found);
    if (error)
        return error;
    dr_record_stop(dr_world->engine->record,
                   "locks of windows are not replayed");
    dr_win_lock_all(found, assertion);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_lock_all, (int, MPI_Win))

static struct dr_text to_unlock_all(const struct dr_win *win)
{
    const struct dr_bond *locked = dr_win_locked(win);

    if (locked)
        return dr_win_to_do(&locked->since,
                            "call MPI_Win_unlock for rank %d, to end the epoch "
                            "of",
                            locked->target->owner->id);
    return dr_win_to_do(NULL, "call MPI_Win_lock_all before the operations, or "
                              "leave out MPI_Win_unlock_all");
}

int PMPI_Win_unlock_all(MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_unlock_all", "w", win);

    error = dr_check_win(win, &found);
    if (!error && !found->lock_all)
        error = dr_raise_epoch(found, NULL, to_unlock_all(found),
                               "there was no MPI_Win_lock_all before");
    if (error)
        return error;
    dr_win_unlock_all(found);
    dr_progress_look_far();
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_unlock_all, (MPI_Win))


/* A flush is for epochs that a lock has begun. */
static int flush(MPI_Win handle, int rank, bool remote)
{
    const struct dr_bond *bond;
    enum dr_epoch access;
    struct dr_win *win;
    int error = dr_check_win(handle, &win);

    if (!error)
        error = dr_check_target(win, rank, true);
    if (error || rank == MPI_PROC_NULL)
        return error;
    access = dr_win_access(win, rank, &bond);
    if (access != DR_EPOCH_LOCK && access != DR_EPOCH_LOCK_ALL)
        return dr_raise_not_locked(win, dr_win_world_rank(win, rank));
    if (bond)
        dr_win_flush(win, (struct dr_bond *)(uintptr_t)bond, remote);
    dr_progress_look_far();
    return MPI_SUCCESS;
}

static int flush_all(MPI_Win handle, bool remote)
{
    struct dr_win *win;
    int error = dr_check_win(handle, &win);

    if (!error && !win->lock_all && win->locks == 0)
        error = dr_raise_no_lock(win);
    if (error)
        return error;
    dr_win_flush(win, NULL, remote);
    dr_progress_look_far();
    return MPI_SUCCESS;
}

int PMPI_Win_flush(int rank, MPI_Win win)
{
    DR_DOOR("MPI_Win_flush", "pw", rank, win);

    return flush(win, rank, true);
}
DR_ALIAS(int, Win_flush, (int, MPI_Win))

int PMPI_Win_flush_local(int rank, MPI_Win win)
{
    DR_DOOR("MPI_Win_flush_local", "pw", rank, win);

    return flush(win, rank, false);
}
DR_ALIAS(int, Win_flush_local, (int, MPI_Win))

int PMPI_Win_flush_all(MPI_Win win)
{
    DR_DOOR("MPI_Win_flush_all", "w", win);

    return flush_all(win, true);
}
DR_ALIAS(int, Win_flush_all, (MPI_Win))

int PMPI_Win_flush_local_all(MPI_Win win)
{
    DR_DOOR("MPI_Win_flush_local_all", "w", win);

    return flush_all(win, false);
}
DR_ALIAS(int, Win_flush_local_all, (MPI_Win))

/* All memory is one, so nothing has to be done; but a rank that looks at its
 * window again and again must let time pass. */
int PMPI_Win_sync(MPI_Win win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_sync", "w", win);

    error = dr_check_win(win, &found);
    if (error)
        return error;
    dr_nostore_renew(found);
    /* Others may learn by memory alone what was stored before. */
    found->owner->port->told++;
    dr_progress_poll();
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_sync, (MPI_Win))
