/*
 * remedies_epochs.c - what is advised about epochs; see remedies.h.
 *
 * ranks: 3
 */
#include "remedies.h"

static void outside_of_epochs(void)
{
    MPI_Request request;

    CASE(put_outside_group)
    {
        post(right, EITHER(1, 2));
        start(right, EITHER(1, 2));
        put(left);
        complete_and_wait();
    }
    CASE(put_while_exposed)
    {
        post(left, 1);
        RIGHT start(right, 1);
        put(right);
        RIGHT MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
    CASE(put_after_last_fence)
    {
        fence();
        MPI_Win_fence(EITHER(MPI_MODE_NOSUCCEED, 0), win);
        put(right);
        fence();
    }
    CASE(put_without_a_lock)
    {
        RIGHT MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        put(right);
        RIGHT MPI_Win_unlock(right, win);
    }
    CASE(put_to_another)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        RIGHT MPI_Win_lock(MPI_LOCK_SHARED, left, 0, win);
        put(left);
        RIGHT MPI_Win_unlock(left, win);
        MPI_Win_unlock(right, win);
    }
    CASE(request_in_fence)
    {
        fence();
        WRONG MPI_Rput(a, 1, MPI_INT, right, 0, 1, MPI_INT, win, &request);
        RIGHT put(right);
        fence();
    }
    CASE(request_in_start)
    {
        post(left, 1);
        start(right, 1);
        WRONG MPI_Rget_accumulate(a, 1, MPI_INT, b, 1, MPI_INT, right, 0, 1,
                                  MPI_INT, MPI_SUM, win, &request);
        RIGHT MPI_Get_accumulate(a, 1, MPI_INT, b, 1, MPI_INT, right, 0, 1,
                                 MPI_INT, MPI_SUM, win);
        complete_and_wait();
    }
    CASE(flush_in_fence)
    {
        fence();
        put(right);
        WRONG MPI_Win_flush(right, win);
        RIGHT fence();
        put_next(right);
        fence();
    }
    CASE(flush_in_start)
    {
        post(left, 1);
        start(right, 1);
        put(right);
        WRONG MPI_Win_flush_all(win);
        complete_and_wait();
    }
    CASE(flush_alone)
    {
        RIGHT MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_flush_local(right, win);
        RIGHT MPI_Win_unlock(right, win);
    }
}

static void begun_and_ended(void)
{
    CASE(noprecede)
    {
        MPI_Win_fence(MPI_MODE_NOPRECEDE, win);
        put(right);
        MPI_Win_fence(EITHER(MPI_MODE_NOPRECEDE, 0), win);
        MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    }
    CASE(post_twice)
    for (int i = 0; i < 2; i++) {
        post(left, 1);
        start(right, 1);
        put(right);
        MPI_Win_complete(win);
        RIGHT MPI_Win_wait(win);
    }
    CASE(start_twice)
    {
        post(left, 1);
        start(right, 1);
        WRONG start(right, 1);
        complete_and_wait();
    }
    CASE(lock_twice)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        RIGHT MPI_Win_unlock(right, win);
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_unlock(right, win);
    }
    CASE(lock_in_fence)
    {
        fence();
        put(right);
        RIGHT MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_unlock(right, win);
    }
    CASE(lock_in_lock_all)
    {
        MPI_Win_lock_all(0, win);
        RIGHT MPI_Win_unlock_all(win);
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_unlock(right, win);
    }
}

static void ended_by_another(void)
{
    CASE(unlock_of_another)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_unlock(EITHER(left, right), win);
    }
    CASE(unlock_alone)
    {
        RIGHT MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        MPI_Win_unlock(right, win);
    }
    CASE(unlock_in_lock_all)
    {
        MPI_Win_lock_all(0, win);
        WRONG MPI_Win_unlock(right, win);
        RIGHT MPI_Win_unlock_all(win);
    }
    CASE(unlock_all_after_lock)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        WRONG MPI_Win_unlock_all(win);
        RIGHT MPI_Win_unlock(right, win);
    }
    CASE(complete_for_wait)
    {
        post(left, 1);
        start(right, 1);
        MPI_Win_complete(win);
        WRONG MPI_Win_complete(win);
        RIGHT MPI_Win_wait(win);
    }
    CASE(wait_for_complete)
    {
        if (me == 1)
            post(0, 1);
        if (me == 0) {
            start(1, 1);
            WRONG MPI_Win_wait(win);
            RIGHT MPI_Win_complete(win);
        }
        if (me == 1)
            MPI_Win_wait(win);
    }
}

/* The window is freed where MPI_Win_unlock and its like are missing. */
static void left_open(void)
{
    CASE(free_locked)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        RIGHT MPI_Win_unlock(right, win);
    }
    CASE(free_locked_all)
    {
        MPI_Win_lock_all(0, win);
        RIGHT MPI_Win_unlock_all(win);
    }
    CASE(free_started)
    {
        post(left, 1);
        start(right, 1);
        RIGHT complete_and_wait();
    }
    CASE(free_exposed)
    {
        post(left, 1);
        start(right, 1);
        MPI_Win_complete(win);
        RIGHT MPI_Win_wait(win);
    }
    CASE(free_in_fence)
    {
        fence();
        put(right);
        RIGHT MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    }
}

static void pairs(void)
{
    outside_of_epochs();
    begun_and_ended();
    ended_by_another();
    left_open();
}
