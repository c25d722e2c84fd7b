/*
 * rma_epoch_mixed - epochs of different kinds at once, or at the end.
 *
 * ranks: 2
 * exit: 81
 * finds: rma_epoch
 * variants: lock_in_lock_all lock_all_in_lock fence_in_lock fence_in_lock_all
 * variants: fence_in_start fence_in_post lock_in_fence lock_all_in_fence
 * variants: start_in_fence post_in_fence lock_in_start start_in_lock
 * variants: start_in_lock_all lock_all_in_start noprecede_after_put
 * variants: free_locked free_in_lock_all free_started free_posted
 * variants: free_in_fence post_locked lock_posted
 */
#include "rma.h"

static void lock_in_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        lock(right);
        unlock(right);
        MPI_Win_unlock_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        lock(right);
        unlock(right);
    }
}

static void lock_all_in_lock(int wrong)
{
    if (wrong) {
        lock(right);
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        unlock(right);
    } else {
        lock(right);
        unlock(right);
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void fence_in_lock(int wrong)
{
    if (wrong) {
        lock(right);
        fence();
        unlock(right);
    } else {
        lock(right);
        unlock(right);
        fence();
    }
}

static void fence_in_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        fence();
        MPI_Win_unlock_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        fence();
    }
}

static void fence_in_start(int wrong)
{
    if (wrong) {
        post();
        start();
        fence();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        fence();
    }
}

static void fence_in_post(int wrong)
{
    if (wrong) {
        post();
        fence();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        fence();
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void lock_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        lock(right);
        unlock(right);
    } else {
        fence();
        put(right, 0);
        fence();
        lock(right);
        unlock(right);
    }
}

static void lock_all_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        MPI_Win_lock_all(0, win);
    } else {
        fence();
        put(right, 0);
        fence();
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void start_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        start();
    } else {
        fence();
        put(right, 0);
        fence();
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void post_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        post();
    } else {
        fence();
        put(right, 0);
        fence();
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void lock_in_start(int wrong)
{
    if (wrong) {
        start();
        lock(right);
    } else {
        lock(right);
        unlock(right);
        MPI_Barrier(MPI_COMM_WORLD);
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void start_in_lock(int wrong)
{
    if (wrong) {
        lock(right);
        start();
    } else {
        lock(right);
        unlock(right);
        MPI_Barrier(MPI_COMM_WORLD);
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void start_in_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        start();
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void lock_all_in_start(int wrong)
{
    if (wrong) {
        start();
        MPI_Win_lock_all(0, win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void noprecede_after_put(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        MPI_Win_fence(MPI_MODE_NOPRECEDE, win);
    } else {
        MPI_Win_fence(MPI_MODE_NOPRECEDE, win);
        put(right, 0);
        fence();
    }
}

static void free_locked(int wrong)
{
    if (wrong) {
        lock(right);
        MPI_Win_free(&win);
    } else {
        lock(right);
        unlock(right);
        MPI_Win_free(&win);
    }
}

static void free_in_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        MPI_Win_free(&win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        MPI_Win_free(&win);
    }
}

static void free_started(int wrong)
{
    if (wrong) {
        start();
        MPI_Win_free(&win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        MPI_Win_free(&win);
    }
}

static void free_posted(int wrong)
{
    if (wrong) {
        post();
        MPI_Win_free(&win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        MPI_Win_free(&win);
    }
}

static void free_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        MPI_Win_free(&win);
    } else {
        fence();
        put(right, 0);
        fence();
        MPI_Win_free(&win);
    }
}

static void expose(void)
{
    if (rank == 0) {
        post();
        MPI_Win_wait(win);
    } else {
        start();
        MPI_Win_complete(win);
    }
}

static void post_locked(int wrong)
{
    if (rank == 1) {
        lock(0);
        if (!wrong)
            unlock(0);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    if (!wrong)
        expose();
    else if (rank == 0)
        post();
    MPI_Barrier(MPI_COMM_WORLD);
}

static void lock_posted(int wrong)
{
    if (!wrong)
        expose();
    else if (rank == 0)
        post();
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1) {
        lock(0);
        unlock(0);
    }
}

static const struct rma_case cases[] = {
    RMA_CASE(lock_in_lock_all),
    RMA_CASE(lock_all_in_lock),
    RMA_CASE(fence_in_lock),
    RMA_CASE(fence_in_lock_all),
    RMA_CASE(fence_in_start),
    RMA_CASE(fence_in_post),
    RMA_CASE(lock_in_fence),
    RMA_CASE(lock_all_in_fence),
    RMA_CASE(start_in_fence),
    RMA_CASE(post_in_fence),
    RMA_CASE(lock_in_start),
    RMA_CASE(start_in_lock),
    RMA_CASE(start_in_lock_all),
    RMA_CASE(lock_all_in_start),
    RMA_CASE(noprecede_after_put),
    RMA_CASE(free_locked),
    RMA_CASE(free_in_lock_all),
    RMA_CASE(free_started),
    RMA_CASE(free_posted),
    RMA_CASE(free_in_fence),
    RMA_CASE(post_locked),
    RMA_CASE(lock_posted),
    {NULL, NULL},
};

int main(int argc, char **argv)
{
    return rma_main(argc, argv, cases, RMA_WRONG);
}
