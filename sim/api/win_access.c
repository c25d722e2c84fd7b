/*
 * win_access.c - what to do about accesses that no epoch allows.
 *
 * Each kind of epoch has its own calls (MPI 4.1, section 12.5): those of one
 * are illegal in another, so what is advised goes by what this rank has begun.
 */
#include <ctype.h>
#include <string.h>

#include "api/win_door.h"

static const char *name_of_call(void)
{
    return dr_win_caller().call;
}

static bool is_flush(void)
{
    return strncmp(name_of_call(), "MPI_Win_flush", 13) == 0;
}

static bool is_unlock(void)
{
    return strcmp(name_of_call(), "MPI_Win_unlock") == 0;
}

/* Instead of a flush, nobody being locked. */
static struct dr_text to_flush(const struct dr_win *win)
{
    static const char what_for[] =
        "a flush is for epochs of MPI_Win_lock and MPI_Win_lock_all";

    if (win->access)
        return dr_win_to_do(&win->start,
                            "leave it out: %s; MPI_Win_complete ends the "
                            "operations since",
                            what_for);
    if (win->fenced)
        return dr_win_to_do(NULL,
                            "put MPI_Win_fence, which all ranks of the window "
                            "call, in its place: %s",
                            what_for);
    return dr_win_to_do(NULL,
                        "call MPI_Win_lock or MPI_Win_lock_all before the "
                        "operations: %s",
                        what_for);
}

static struct dr_text to_lock(const struct dr_win *win, int rank)
{
    if (is_flush())
        return to_flush(win);
    if (win->lock_all)
        return dr_win_to_do(&win->locked_all,
                            "call MPI_Win_unlock_all, to end the epoch of");
    return dr_win_to_do(NULL,
                        "call MPI_Win_lock for rank %d before the operations, "
                        "or leave out %s",
                        rank, name_of_call());
}

static struct dr_text to_lock_too(const struct dr_bond *locked, int rank)
{
    int other = locked->target->owner->id;

    if (is_unlock())
        return dr_win_to_do(&locked->since,
                            "call MPI_Win_unlock for rank %d, to end the epoch "
                            "of",
                            other);
    if (is_flush())
        return dr_win_to_do(&locked->since,
                            "call %s for rank %d, which is locked by",
                            name_of_call(), other);
    return dr_win_to_do(&locked->since,
                        "call MPI_Win_lock for rank %d too, or access rank %d, "
                        "which is locked by",
                        rank, other);
}

int dr_raise_not_locked(const struct dr_win *win, int rank)
{
    const struct dr_bond *other = dr_win_locked(win);

    if (other)
        return dr_raise_epoch(win, &other->since, to_lock_too(other, rank),
                              "this rank has not locked rank %d's window, but "
                              "rank %d's",
                              rank, other->target->owner->id);
    return dr_raise_epoch(win, win->lock_all ? &win->locked_all : NULL,
                          to_lock(win, rank),
                          "this rank has not locked rank %d's window%s", rank,
                          win->lock_all ? " by MPI_Win_lock" : "");
}

int dr_raise_no_lock(const struct dr_win *win)
{
    return dr_raise_epoch(win, NULL, to_flush(win),
                          "this rank has locked no window");
}

/* While it is exposed, no other epoch may begin. */
static struct dr_text to_begin(const struct dr_win *win, int rank)
{
    if (win->exposure)
        return dr_win_to_do(NULL,
                            "call MPI_Win_start before it, with rank %d in the "
                            "group, and MPI_Win_complete after it",
                            rank);
    return dr_win_to_do(NULL,
                        "call MPI_Win_fence before it%s and after it, on all "
                        "ranks of the window; or MPI_Win_lock for rank %d "
                        "before it and MPI_Win_unlock after it",
                        win->fences > 0 ? ", without MPI_MODE_NOSUCCEED," : "",
                        rank);
}

int dr_raise_outside(const struct dr_win *win, int target)
{
    int rank = dr_win_world_rank(win, target);

    if (win->access)
        return dr_raise_epoch(win, &win->start,
                              dr_win_to_do(&win->start,
                                           "access a rank of the group, or let "
                                           "rank %d post for rank %d too and "
                                           "put rank %d into the group of",
                                           rank, win->owner->id, rank),
                              "rank %d is not in the group that the epoch was "
                              "started for",
                              rank);
    if (win->locks > 0)
        return dr_raise_not_locked(win, rank);
    if (win->fences > 0)
        return dr_raise_epoch(win, &win->fence, to_begin(win, rank),
                              "no access epoch is open: nothing has begun one "
                              "since the last fence");
    return dr_raise_epoch(win, NULL, to_begin(win, rank),
                          "no access epoch is open: no fence, MPI_Win_start, "
                          "MPI_Win_lock or MPI_Win_lock_all has begun one");
}

int dr_raise_no_request(const struct dr_win *win, enum dr_epoch access)
{
    /* MPI_Rput and MPI_Put. */
    const char *name = name_of_call();

    return dr_raise_epoch(win, NULL,
                          dr_win_to_do(NULL,
                                       "call MPI_%c%s instead, which gives no "
                                       "request: %s ends it; or begin the "
                                       "epoch by MPI_Win_lock or "
                                       "MPI_Win_lock_all",
                                       toupper(name[5]), &name[6],
                                       access == DR_EPOCH_FENCE
                                           ? "MPI_Win_fence"
                                           : "MPI_Win_complete"),
                          "calls that give a request are for epochs begun by a "
                          "lock");
}
