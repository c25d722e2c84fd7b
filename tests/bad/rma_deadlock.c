/*
 * rma_deadlock - locks, fences and epochs that never come.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * variants: locks_crossed lock_kept lock_all_kept_out fence_missing
 * variants: post_missing complete_missing complete_before_post
 * variants: wait_before_start free_missing flag_never_set
 * variants: flag_never_got flag_never_fetched swap_never_won lock_and_look
 * variants: all_get all_fetch all_swap
 * variants: all_lock_exclusive all_lock_shared all_lock_all all_request
 * variants: all_requests all_in_turn all_rest kept_while_looking sends_late
 */
#include "rma.h"

#include <dryrun.h>

static void locks_crossed(int wrong)
{
    if (wrong) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, rank, 0, win);
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, right, 0, win);
        unlock(right);
        unlock(rank);
    } else {
        MPI_Barrier(MPI_COMM_WORLD);
        for (int i = 0; i < ranks; i++)
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, i, 0, win);
        for (int i = 0; i < ranks; i++)
            unlock(i);
    }
}

static void lock_kept(int wrong)
{
    if (wrong) {
        if (rank == 0)
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 1) {
            lock(0);
            unlock(0);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            unlock(0);
    } else {
        if (rank == 0)
            MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 1) {
            lock(0);
            unlock(0);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            unlock(0);
    }
}

static void lock_all_kept_out(int wrong)
{
    if (wrong) {
        if (rank == 0)
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 1) {
            MPI_Win_lock_all(0, win);
            put(0, 0);
            MPI_Win_flush(0, win);
            MPI_Win_unlock_all(win);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            unlock(0);
    } else {
        if (rank == 0)
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 1) {
            MPI_Win_lock_all(0, win);
            put(1, 0);
            MPI_Win_flush(1, win);
            MPI_Win_unlock_all(win);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            unlock(0);
    }
}

static void fence_missing(int wrong)
{
    if (wrong) {
        fence();
        if (rank == 0)
            fence();
        MPI_Barrier(MPI_COMM_WORLD);
    } else {
        fence();
        fence();
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

static void post_missing(int wrong)
{
    if (wrong) {
        start();
        put(right, 0);
        MPI_Win_complete(win);
    } else {
        post();
        start();
        put(right, 0);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void complete_missing(int wrong)
{
    if (wrong) {
        post();
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void complete_before_post(int wrong)
{
    if (wrong) {
        start();
        put(right, 0);
        MPI_Win_complete(win);
        post();
        MPI_Win_wait(win);
    } else {
        post();
        start();
        put(right, 0);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void wait_before_start(int wrong)
{
    if (wrong) {
        post();
        MPI_Win_wait(win);
        start();
        MPI_Win_complete(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void free_missing(int wrong)
{
    if (wrong) {
        if (rank == 0)
            MPI_Win_free(&win);
        MPI_Barrier(MPI_COMM_WORLD);
    } else {
        MPI_Win_free(&win);
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

static void flag_never_set(int wrong)
{
    if (wrong) {
        fence();
        while (*(volatile int *)memory == 0)
            MPI_Win_sync(win);
    } else {
        fence();
        if (rank == 0) {
            lock(1);
            mine[0] = 1;
            put(1, 0);
            unlock(1);
        } else {
            while (*(volatile int *)memory == 0)
                MPI_Win_sync(win);
        }
    }
}

/* One rank looks for what nobody puts, by operations. */
static void look(void (*once)(void), int wrong)
{
    MPI_Win_lock_all(0, win);
    if (rank == 1 && !wrong) {
        int one = 1;

        DR_Compute(1e-3);
        MPI_Accumulate(&one, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_REPLACE, win);
        MPI_Win_flush(0, win);
    }
    while (rank == 0 && mine[1] == 0)
        once();
    MPI_Win_unlock_all(win);
}

static void get_once(void)
{
    get(0, 0);
    MPI_Win_flush(0, win);
}

static void fetch_once(void)
{
    MPI_Fetch_and_op(NULL, &mine[1], MPI_INT, 0, 0, MPI_NO_OP, win);
    MPI_Win_flush_local_all(win);
}

static void swap_once(void)
{
    static const int two = 2, three = 3;

    MPI_Compare_and_swap(&three, &two, &mine[1], MPI_INT, 0, 0, win);
    MPI_Win_flush(0, win);
}

/* A get must not meet an update: that is for accumulates. */
static void flag_never_got(int wrong)
{
    look(wrong ? get_once : fetch_once, wrong);
}

static void flag_never_fetched(int wrong)
{
    look(fetch_once, wrong);
}

static void swap_never_won(int wrong)
{
    look(swap_once, wrong);
}

static void lock_and_look(int wrong)
{
    if (rank == 1 && !wrong) {
        DR_Compute(1e-3);
        mine[0] = 1;
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        put(0, 0);
        unlock(0);
    }
    while (rank == 0 && mine[1] == 0) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        get(0, 0);
        unlock(0);
    }
}

/* All look for what nobody puts; or rank 1 puts it for all before. */
static void all_look(void (*once)(void), int wrong)
{
    static const int one = 1;

    mine[1] = 0;
    MPI_Win_lock_all(0, win);
    if (rank == 1 && !wrong) {
        DR_Compute(1e-3);
        MPI_Accumulate(&one, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_REPLACE, win);
        MPI_Win_flush(0, win);
    }
    while (mine[1] == 0)
        once();
    MPI_Win_unlock_all(win);
}

static void all_get(int wrong)
{
    all_look(wrong ? get_once : fetch_once, wrong);
}

static void all_fetch(int wrong)
{
    all_look(fetch_once, wrong);
}

static void all_swap(int wrong)
{
    all_look(swap_once, wrong);
}

/* The same around locks: some lock, get and unlock. */
static void all_lock(void (*once)(void), int wrong)
{
    mine[1] = 0;
    if (rank == 1 && !wrong) {
        DR_Compute(1e-3);
        mine[0] = 1;
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        put(0, 0);
        unlock(0);
    }
    while (mine[1] == 0)
        once();
}

static void get_exclusively(void)
{
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
    get(0, 0);
    unlock(0);
}

static void get_shared(void)
{
    lock(0);
    get(0, 0);
    unlock(0);
}

static void get_in_lock_all(void)
{
    MPI_Win_lock_all(0, win);
    get(0, 0);
    MPI_Win_unlock_all(win);
}

static void get_by_request(void)
{
    MPI_Request request;

    lock(0);
    MPI_Rget(&mine[1], 1, MPI_INT, 0, 0, 1, MPI_INT, win, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    unlock(0);
}

static void get_by_requests(void)
{
    MPI_Request requests[2];

    lock(0);
    MPI_Rget(&mine[1], 1, MPI_INT, 0, 0, 1, MPI_INT, win, &requests[0]);
    MPI_Rget(&mine[2], 1, MPI_INT, 0, 1, 1, MPI_INT, win, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    unlock(0);
}

/* From each rank, the last one of which is rank 0. */
static void get_in_turn(void)
{
    for (int i = ranks - 1; i >= 0; i--) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, i, 0, win);
        get(i, 0);
        unlock(i);
    }
}

static void get_and_rest(void)
{
    get_exclusively();
    DR_Compute(1e-4 * (rank + 1));
}

static void all_lock_exclusive(int wrong)
{
    all_lock(get_exclusively, wrong);
}

static void all_lock_shared(int wrong)
{
    all_lock(get_shared, wrong);
}

static void all_lock_all(int wrong)
{
    all_lock(get_in_lock_all, wrong);
}

static void all_request(int wrong)
{
    all_lock(get_by_request, wrong);
}

static void all_requests(int wrong)
{
    all_lock(get_by_requests, wrong);
}

static void all_in_turn(int wrong)
{
    all_lock(get_in_turn, wrong);
}

static void all_rest(int wrong)
{
    all_lock(get_and_rest, wrong);
}

/* Rank 0 looks while it has the lock that others want to have. */
static void kept_while_looking(int wrong)
{
    if (!wrong) {
        all_lock(get_exclusively, wrong);
    } else if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        while (mine[1] == 0)
            get_once();
    } else {
        all_lock(get_exclusively, wrong);
    }
}

/* Rank 1 waits for what rank 0 would send after its loop. */
static void sends_late(int wrong)
{
    if (rank != 1)
        all_lock(get_exclusively, wrong);
    else if (!wrong)
        all_lock(get_exclusively, wrong);
    if (rank == 0)
        MPI_Send(mine, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Recv(mine, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static const struct rma_case cases[] = {
    RMA_CASE(locks_crossed),
    RMA_CASE(lock_kept),
    RMA_CASE(lock_all_kept_out),
    RMA_CASE(fence_missing),
    RMA_CASE(post_missing),
    RMA_CASE(complete_missing),
    RMA_CASE(complete_before_post),
    RMA_CASE(wait_before_start),
    RMA_CASE(free_missing),
    RMA_CASE(flag_never_set),
    RMA_CASE(flag_never_got),
    RMA_CASE(flag_never_fetched),
    RMA_CASE(swap_never_won),
    RMA_CASE(lock_and_look),
    RMA_CASE(all_get),
    RMA_CASE(all_fetch),
    RMA_CASE(all_swap),
    RMA_CASE(all_lock_exclusive),
    RMA_CASE(all_lock_shared),
    RMA_CASE(all_lock_all),
    RMA_CASE(all_request),
    RMA_CASE(all_requests),
    RMA_CASE(all_in_turn),
    RMA_CASE(all_rest),
    RMA_CASE(kept_while_looking),
    RMA_CASE(sends_late),
    {NULL, NULL},
};

int main(int argc, char **argv)
{
    return rma_main(argc, argv, cases, RMA_WRONG);
}
