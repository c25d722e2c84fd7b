/*
 * remedies.c - what is advised about conflicts; see remedies.h.
 *
 * flags: -fdryrun-memory
 * ranks: 3
 */
#include "remedies.h"

#include <dryrun.h>

static volatile int seen;

static void two_operations(void)
{
    CASE(twice_in_fence)
    {
        fence();
        put(right);
        RIGHT fence();
        put_next(right);
        fence();
    }
    CASE(twice_in_start)
    {
        post(left, 1);
        start(right, 1);
        put(right);
        RIGHT
        {
            complete_and_wait();
            post(left, 1);
            start(right, 1);
        }
        put_next(right);
        complete_and_wait();
    }
    CASE(two_ranks_in_exposure)
    {
        /* Ranks 1 and 2 put to rank 0. */
        if (me == 0) {
            post(1, EITHER(2, 1));
            MPI_Win_wait(win);
            RIGHT
            {
                post(2, 1);
                MPI_Win_wait(win);
            }
        } else {
            start(0, 1);
            put(0);
            MPI_Win_complete(win);
        }
    }
}

static void two_under_locks(void)
{
    CASE(twice_in_lock)
    {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, right, 0, win);
        put(right);
        RIGHT
        {
            MPI_Win_unlock(right, win);
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, right, 0, win);
        }
        put_next(right);
        MPI_Win_unlock(right, win);
    }
    CASE(twice_in_lock_all)
    {
        MPI_Win_lock_all(0, win);
        put(right);
        RIGHT MPI_Win_flush(right, win);
        put_next(right);
        MPI_Win_unlock_all(win);
    }
    CASE(operators_under_locks)
    {
        MPI_Win_lock_all(0, win);
        MPI_Accumulate(a, 1, MPI_INT, 0, 0, 1, MPI_INT,
                       me == 1 && wrong ? MPI_MAX : MPI_SUM, win);
        MPI_Win_unlock_all(win);
    }
    CASE(puts_under_locks)
    {
        MPI_Win_lock_all(0, win);
        if (me == 1)
            put(0);
        RIGHT
        {
            if (me == 1)
                MPI_Win_flush(0, win);
            MPI_Barrier(WORLD);
        }
        if (me == 2)
            put(0);
        MPI_Win_unlock_all(win);
    }
}

/* The owner's own accesses. */
static void own_access(void)
{
    CASE(load_in_fence)
    {
        fence();
        put(right);
        RIGHT fence();
        seen = memory[0];
        fence();
    }
    CASE(load_in_exposure)
    {
        post(left, 1);
        start(right, 1);
        put(right);
        MPI_Win_complete(win);
        RIGHT MPI_Win_wait(win);
        seen = memory[0];
        WRONG MPI_Win_wait(win);
    }
    CASE(load_after_local_flush)
    {
        MPI_Win_lock_all(0, win);
        put(right);
        if (wrong)
            MPI_Win_flush_local(right, win);
        else
            MPI_Win_flush(right, win);
        MPI_Barrier(WORLD);
        seen = memory[0];
        MPI_Win_unlock_all(win);
    }
    CASE(load_in_lock)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        put(right);
        WRONG MPI_Win_flush_local(right, win);
        RIGHT MPI_Win_unlock(right, win);
        MPI_Barrier(WORLD);
        seen = memory[0];
        WRONG MPI_Win_unlock(right, win);
    }
    CASE(load_of_own_put)
    {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, me, 0, win);
        put(me);
        RIGHT MPI_Win_flush(me, win);
        seen = memory[0];
        MPI_Win_unlock(me, win);
    }
}

/* No message of the rank's tells anybody of it while others operate. */
static void store_and_go_on(void)
{
    memory[0] = 7;
    DR_Compute(1e-2);
}

static void own_access_before(void)
{
    if (me == 0)
        DR_Compute(1e-3);
    CASE(store_before_put)
    {
        MPI_Win_lock_all(0, win);
        if (me == 1)
            store_and_go_on();
        RIGHT MPI_Barrier(WORLD);
        if (me == 0)
            put(1);
        MPI_Win_unlock_all(win);
    }
    CASE(store_before_exclusive_lock)
    {
        if (me == 1) {
            RIGHT MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, win);
            store_and_go_on();
            RIGHT MPI_Win_unlock(1, win);
        }
        if (me == 0) {
            MPI_Win_lock(EITHER(MPI_LOCK_SHARED, MPI_LOCK_EXCLUSIVE), 1, 0,
                         win);
            put(1);
            MPI_Win_unlock(1, win);
        }
    }
    CASE(store_in_fence_of_put)
    {
        fence();
        if (me == 1)
            memory[0] = 7;
        RIGHT fence();
        if (me == 0)
            put(1);
        fence();
    }
}

/* Of the buffer that is given to an operation. */
static void store_after_put(void)
{
    CASE(store_in_fence)
    {
        fence();
        put(right);
        RIGHT fence();
        a[0] = 7;
        fence();
    }
    CASE(store_in_start)
    {
        post(left, 1);
        start(right, 1);
        put(right);
        RIGHT MPI_Win_complete(win);
        a[0] = 7;
        WRONG MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
    CASE(store_in_lock)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
        put(right);
        RIGHT MPI_Win_flush_local(right, win);
        a[0] = 7;
        MPI_Win_unlock(right, win);
    }
}

static void pairs(void)
{
    two_operations();
    two_under_locks();
    own_access();
    own_access_before();
    store_after_put();
}
