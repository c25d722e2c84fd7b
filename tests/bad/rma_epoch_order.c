/*
 * rma_epoch_order - epochs begun twice, or ended without a beginning.
 *
 * ranks: 2
 * exit: 81
 * finds: rma_epoch
 * variants: lock_twice unlock_alone unlock_twice unlock_other_rank
 * variants: unlock_after_lock_all unlock_all_alone unlock_all_after_lock
 * variants: lock_all_twice start_twice complete_alone complete_twice
 * variants: wait_alone test_alone test_after_success post_twice
 */
#include "rma.h"

static void lock_twice(int wrong)
{
    if (wrong) {
        lock(right);
        lock(right);
        unlock(right);
        unlock(right);
    } else {
        lock(right);
        unlock(right);
        lock(right);
        unlock(right);
    }
}

static void unlock_alone(int wrong)
{
    if (wrong) {
        unlock(right);
    } else {
        lock(right);
        unlock(right);
    }
}

static void unlock_twice(int wrong)
{
    if (wrong) {
        lock(right);
        unlock(right);
        unlock(right);
    } else {
        lock(right);
        unlock(right);
        lock(right);
        unlock(right);
    }
}

static void unlock_other_rank(int wrong)
{
    if (wrong) {
        lock(right);
        unlock(rank);
    } else {
        lock(right);
        unlock(right);
    }
}

static void unlock_after_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        unlock(right);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void unlock_all_alone(int wrong)
{
    if (wrong) {
        MPI_Win_unlock_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void unlock_all_after_lock(int wrong)
{
    if (wrong) {
        lock(right);
        MPI_Win_unlock_all(win);
    } else {
        lock(right);
        unlock(right);
    }
}

static void lock_all_twice(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
    }
}

static void start_twice(int wrong)
{
    if (wrong) {
        post();
        start();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void complete_alone(int wrong)
{
    if (wrong) {
        post();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void complete_twice(int wrong)
{
    if (wrong) {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void wait_alone(int wrong)
{
    if (wrong) {
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void test_alone(int wrong)
{
    if (wrong) {
        int flag;

        MPI_Win_test(win, &flag);
    } else {
        int flag = 0;

        post();
        start();
        MPI_Win_complete(win);
        while (!flag)
            MPI_Win_test(win, &flag);
    }
}

static void test_after_success(int wrong)
{
    if (wrong) {
        int flag = 0;

        post();
        start();
        MPI_Win_complete(win);
        while (!flag)
            MPI_Win_test(win, &flag);
        MPI_Win_wait(win);
    } else {
        int flag = 0;

        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_test(win, &flag);
        if (!flag)
            MPI_Win_wait(win);
    }
}

static void post_twice(int wrong)
{
    if (wrong) {
        post();
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        post();
        start();
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static const struct rma_case cases[] = {
    RMA_CASE(lock_twice),
    RMA_CASE(unlock_alone),
    RMA_CASE(unlock_twice),
    RMA_CASE(unlock_other_rank),
    RMA_CASE(unlock_after_lock_all),
    RMA_CASE(unlock_all_alone),
    RMA_CASE(unlock_all_after_lock),
    RMA_CASE(lock_all_twice),
    RMA_CASE(start_twice),
    RMA_CASE(complete_alone),
    RMA_CASE(complete_twice),
    RMA_CASE(wait_alone),
    RMA_CASE(test_alone),
    RMA_CASE(test_after_success),
    RMA_CASE(post_twice),
    {NULL, NULL},
};

int main(int argc, char **argv)
{
    return rma_main(argc, argv, cases, RMA_WRONG);
}
