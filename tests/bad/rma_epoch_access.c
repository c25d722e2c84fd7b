/*
 * rma_epoch_access - accesses to windows outside of an epoch.
 *
 * ranks: 2
 * exit: 81
 * finds: rma_epoch
 * variants: put_outside get_outside accumulate_outside fetch_outside
 * variants: swap_outside put_after_nosucceed put_after_unlock
 * variants: put_to_unlocked_rank put_outside_group put_before_fence
 * variants: put_after_complete put_after_lock_all flush_outside
 * variants: flush_local_outside flush_all_outside flush_local_all_outside
 * variants: flush_in_fence flush_of_another_rank rput_in_fence rget_in_start
 */
#include "rma.h"

static void put_outside(int wrong)
{
    if (wrong) {
        put(right, 0);
    } else {
        fence();
        put(right, 0);
        fence();
    }
}

static void get_outside(int wrong)
{
    if (wrong) {
        get(right, 0);
    } else {
        fence();
        get(right, 0);
        fence();
    }
}

static void accumulate_outside(int wrong)
{
    if (wrong) {
        sum(right, 0);
    } else {
        fence();
        sum(right, 0);
        fence();
    }
}

static void fetch_outside(int wrong)
{
    if (wrong) {
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, right, 0, MPI_SUM, win);
    } else {
        fence();
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, right, 0, MPI_SUM, win);
        fence();
    }
}

static void swap_outside(int wrong)
{
    if (wrong) {
        MPI_Compare_and_swap(mine, &mine[1], &mine[2], MPI_INT, right, 0, win);
    } else {
        fence();
        MPI_Compare_and_swap(mine, &mine[1], &mine[2], MPI_INT, right, 0, win);
        fence();
    }
}

static void put_after_nosucceed(int wrong)
{
    if (wrong) {
        fence();
        MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
        put(right, 0);
    } else {
        fence();
        put(right, 0);
        MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
    }
}

static void put_after_unlock(int wrong)
{
    if (wrong) {
        lock(right);
        unlock(right);
        put(right, 0);
    } else {
        lock(right);
        put(right, 0);
        unlock(right);
    }
}

static void put_to_unlocked_rank(int wrong)
{
    if (wrong) {
        lock(rank);
        put(right, 0);
        unlock(rank);
    } else {
        lock(rank);
        lock(right);
        put(right, 0);
        unlock(right);
        unlock(rank);
    }
}

static void put_outside_group(int wrong)
{
    if (wrong) {
        post();
        start();
        put(rank, 0);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        put(right, 0);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void put_before_fence(int wrong)
{
    if (wrong) {
        put(right, 0);
        fence();
        fence();
    } else {
        fence();
        put(right, 0);
        fence();
    }
}

static void put_after_complete(int wrong)
{
    if (wrong) {
        post();
        start();
        MPI_Win_complete(win);
        put(right, 0);
        MPI_Win_wait(win);
    } else {
        post();
        start();
        put(right, 0);
        MPI_Win_complete(win);
        MPI_Win_wait(win);
    }
}

static void put_after_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        MPI_Win_unlock_all(win);
        put(right, 0);
    } else {
        MPI_Win_lock_all(0, win);
        put(right, 0);
        MPI_Win_unlock_all(win);
    }
}

static void flush_outside(int wrong)
{
    if (wrong) {
        MPI_Win_flush(right, win);
    } else {
        lock(right);
        MPI_Win_flush(right, win);
        unlock(right);
    }
}

static void flush_local_outside(int wrong)
{
    if (wrong) {
        MPI_Win_flush_local(right, win);
    } else {
        lock(right);
        MPI_Win_flush_local(right, win);
        unlock(right);
    }
}

static void flush_all_outside(int wrong)
{
    if (wrong) {
        MPI_Win_flush_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        MPI_Win_flush_all(win);
        MPI_Win_unlock_all(win);
    }
}

static void flush_local_all_outside(int wrong)
{
    if (wrong) {
        MPI_Win_flush_local_all(win);
    } else {
        lock(right);
        MPI_Win_flush_local_all(win);
        unlock(right);
    }
}

static void flush_in_fence(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        MPI_Win_flush(right, win);
        fence();
    } else {
        fence();
        put(right, 0);
        fence();
    }
}

static void flush_of_another_rank(int wrong)
{
    if (wrong) {
        lock(right);
        MPI_Win_flush(rank, win);
        unlock(right);
    } else {
        lock(right);
        MPI_Win_flush(right, win);
        unlock(right);
    }
}

static void rput_in_fence(int wrong)
{
    MPI_Request request;

    if (wrong) {
        fence();
        MPI_Rput(mine, 1, MPI_INT, right, 0, 1, MPI_INT, win, &request);
    } else {
        lock(right);
        MPI_Rput(mine, 1, MPI_INT, right, 0, 1, MPI_INT, win, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        unlock(right);
    }
}

static void rget_in_start(int wrong)
{
    MPI_Request request;

    if (wrong) {
        post();
        start();
        MPI_Rget(mine, 1, MPI_INT, right, 0, 1, MPI_INT, win, &request);
    } else {
        lock(right);
        MPI_Rget(mine, 1, MPI_INT, right, 0, 1, MPI_INT, win, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        unlock(right);
    }
}

static const struct rma_case cases[] = {
    RMA_CASE(put_outside),
    RMA_CASE(get_outside),
    RMA_CASE(accumulate_outside),
    RMA_CASE(fetch_outside),
    RMA_CASE(swap_outside),
    RMA_CASE(put_after_nosucceed),
    RMA_CASE(put_after_unlock),
    RMA_CASE(put_to_unlocked_rank),
    RMA_CASE(put_outside_group),
    RMA_CASE(put_before_fence),
    RMA_CASE(put_after_complete),
    RMA_CASE(put_after_lock_all),
    RMA_CASE(flush_outside),
    RMA_CASE(flush_local_outside),
    RMA_CASE(flush_all_outside),
    RMA_CASE(flush_local_all_outside),
    RMA_CASE(flush_in_fence),
    RMA_CASE(flush_of_another_rank),
    RMA_CASE(rput_in_fence),
    RMA_CASE(rget_in_start),
    {NULL, NULL},
};

int main(int argc, char **argv)
{
    return rma_main(argc, argv, cases, RMA_WRONG);
}
