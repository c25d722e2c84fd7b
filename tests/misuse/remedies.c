/*
 * remedies.c - what is advised about windows mends the program: the right one
 * of each pair does what the report of the wrong one says.
 *
 * flags: -fdryrun-memory
 * ranks: 3
 */
#include "misuse.h"

#include <dryrun.h>

#define WRONG if (wrong)
#define RIGHT if (!wrong)

static MPI_Win win;
static int *memory, right, left;
static volatile int seen;

static void put(int target)
{
    MPI_Put(a, 1, MPI_INT, target, 0, 1, MPI_INT, win);
}

static void put_next(int target)
{
    MPI_Put(b, 1, MPI_INT, target, 0, 1, MPI_INT, win);
}

static void fence(void)
{
    MPI_Win_fence(0, win);
}

/* Of all ranks from `first` on. */
static void group(int first, int count, MPI_Group *made)
{
    int ranks[] = {first % 3, (first + 1) % 3, (first + 2) % 3};
    MPI_Group all;

    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, count, ranks, made);
    MPI_Group_free(&all);
}

static void post(int first, int count)
{
    MPI_Group from;

    group(first, count, &from);
    MPI_Win_post(from, 0, win);
    MPI_Group_free(&from);
}

static void start(int first, int count)
{
    MPI_Group to;

    group(first, count, &to);
    MPI_Win_start(to, 0, win);
    MPI_Group_free(&to);
}

static void complete_and_wait(void)
{
    MPI_Win_complete(win);
    MPI_Win_wait(win);
}

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

static void cases(void)
{
    right = (me + 1) % nranks;
    left = (me + nranks - 1) % nranks;
    MPI_Win_allocate(8 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    memset(memory, 0, 8 * sizeof *memory);
    MPI_Barrier(WORLD);
    two_operations();
    two_under_locks();
    own_access();
    own_access_before();
    store_after_put();
    outside_of_epochs();
    begun_and_ended();
    ended_by_another();
    left_open();
    MPI_Win_free(&win);
}
