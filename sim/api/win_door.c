/*
 * win_door.c - checks that calls on windows share.
 */
#include "api/win_door.h"

#include "core/call_text.h"
#include "rma/advice.h"

int dr_check_win(MPI_Win handle, struct dr_win **win)
{
    *win = dr_win_get(handle);
    if (*win)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_WIN, DR_KIND_WIN, handle,
                           "the window");
}

int dr_check_target(const struct dr_win *win, int rank, bool null_allowed)
{
    if ((rank >= 0 && rank < win->comm->size) ||
        (null_allowed && rank == MPI_PROC_NULL))
        return MPI_SUCCESS;
    return dr_raise(win->comm, MPI_ERR_RANK,
                    "rank %d is not in 0..%d, the ranks of the window", rank,
                    win->comm->size - 1);
}

int dr_check_assertion(const struct dr_win *win, int assertion, int legal)
{
    if ((assertion & ~legal) == 0)
        return MPI_SUCCESS;
    return dr_raise(win->comm, MPI_ERR_ASSERT,
                    "the assertion %d has bits that mean nothing here",
                    assertion);
}

struct dr_text dr_win_to_do(const struct dr_origin *since, const char *format,
                            ...)
{
    struct dr_text text = DR_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    dr_text_vprintf(&text, format, args);
    va_end(args);
    if (since)
        dr_text_printf(&text, " ");
    if (since)
        dr_advice_origin(&text, *since);
    return text;
}

int dr_raise_epoch_of(const struct dr_win *win, int rank,
                      const struct dr_origin *since, struct dr_text to_do,
                      const char *format, ...)
{
    struct dr_text text = DR_TEXT_EMPTY;
    struct dr_about about = {.advice = dr_text_string(&to_do),
                             .related = {{.rank = rank}}};
    va_list args;
    int error;

    if (win->owner->handles.live[DR_KIND_WIN] > 1) {
        dr_call_window_text(&text, win->owner, win->comm);
        dr_text_printf(&text, ": ");
    }
    va_start(args, format);
    dr_text_vprintf(&text, format, args);
    va_end(args);
    if (since) {
        about.related[0].call = since->call;
        about.related[0].site = since->site;
    }
    error = dr_raise_about(win->comm, MPI_ERR_RMA_SYNC, &about, "%s",
                           dr_text_string(&text));
    dr_text_end(&text);
    dr_text_end(&to_do);
    return error;
}

const struct dr_bond *dr_win_locked(const struct dr_win *win)
{
    for (int i = 0; i < win->nbonds; i++) {
        if (win->bonds[i]->access == DR_EPOCH_LOCK)
            return win->bonds[i];
    }
    return NULL;
}

static const char *caller(void)
{
    return dr_win_caller().call;
}

static int check_access(const struct dr_win *win)
{
    if (win->access)
        return dr_raise_epoch(
            win, &win->start,
            dr_win_to_do(&win->start,
                         "call MPI_Win_complete before %s, to end the epoch of",
                         caller()),
            "the epoch that MPI_Win_start began is open");
    if (win->lock_all)
        return dr_raise_epoch(
            win, &win->locked_all,
            dr_win_to_do(
                &win->locked_all,
                "call MPI_Win_unlock_all before %s, to end the epoch of",
                caller()),
            "the window is locked by MPI_Win_lock_all");
    return MPI_SUCCESS;
}

int dr_check_no_access(const struct dr_win *win)
{
    int error = check_access(win);

    if (!error && win->fence_used)
        return dr_raise_epoch(
            win, &win->used,
            dr_win_to_do(
                &win->fence,
                "call MPI_Win_fence before %s, on all ranks of the window and "
                "with MPI_MODE_NOSUCCEED, to end the epoch of",
                caller()),
            "an epoch of MPI_Win_fence is open and was used; "
            "a fence must end it first");
    return error;
}

int dr_check_no_lock(const struct dr_win *win)
{
    const struct dr_bond *locked = dr_win_locked(win);

    if (win->locks == 0)
        return MPI_SUCCESS;
    return dr_raise_epoch(
        win, &locked->since,
        dr_win_to_do(
            &locked->since,
            "call MPI_Win_unlock for rank %d before %s, to end the epoch of",
            locked->target->owner->id, caller()),
        "the window of rank %d is still locked", locked->target->owner->id);
}

int dr_check_no_epoch(const struct dr_win *win)
{
    int error = check_access(win);

    if (!error)
        error = dr_check_no_lock(win);
    if (!error && win->exposure)
        return dr_raise_epoch(
            win, &win->post,
            dr_win_to_do(&win->post,
                         "call MPI_Win_wait before %s, to end the exposure of",
                         caller()),
            "the window is exposed by MPI_Win_post, without "
            "MPI_Win_wait");
    return error;
}

int dr_check_unlocked(const struct dr_win *win)
{
    const struct dr_bond *bond;

    if (dr_list_empty(&win->holders) && dr_list_empty(&win->queue))
        return MPI_SUCCESS;
    bond = DR_CONTAINER(dr_list_empty(&win->holders) ? win->queue.next
                                                     : win->holders.next,
                        struct dr_bond, lock);
    return dr_raise_epoch_of(win, bond->origin->owner->id, &bond->since,
                             dr_win_to_do(&bond->since,
                                          "let rank %d unlock the window, and "
                                          "tell this rank so by a message, "
                                          "before MPI_Win_post: it is locked "
                                          "by",
                                          bond->origin->owner->id),
                             "rank %d %s the window, which must not be exposed "
                             "meanwhile",
                             bond->origin->owner->id,
                             bond->holds ? "has locked" : "is to lock");
}

int dr_check_unexposed(const struct dr_win *win, int rank)
{
    const struct dr_win *target = dr_win_member(win, rank)->win;

    if (!target->exposure || target->waits)
        return MPI_SUCCESS;
    return dr_raise_epoch_of(win, target->owner->id, &target->post,
                             dr_win_to_do(&target->post,
                                          "let rank %d call MPI_Win_wait, and "
                                          "tell this rank so by a message, "
                                          "before MPI_Win_lock: the window is "
                                          "exposed by",
                                          target->owner->id),
                             "rank %d has exposed its window, which must not "
                             "be locked meanwhile",
                             target->owner->id);
}
