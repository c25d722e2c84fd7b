/*
 * rma_conflict - accesses to one piece of memory that nothing puts in an
 * order.
 *
 * ranks: 3
 * exit: 81
 * finds: rma_conflict
 * meets: MPI_[A-Za-z_]+ at .+rma[a-z_.]+:[0-9]+, MPI_.+[.][ch]:[0-9]+
 * variants: put_twice put_then_get get_then_put put_and_sum get_and_sum
 * variants: puts_of_all put_and_get_of_two sum_and_product sums_of_types
 * variants: rows_that_meet columns_that_meet puts_of_one_exposure
 * variants: puts_under_shared_locks puts_under_lock_all
 * variants: put_twice_without_flush put_then_get_flush_local
 * variants: buffer_of_two_gets buffer_of_put_and_get results_in_one_buffer
 * variants: put_into_own_source put_into_pending_receive
 * variants: buffer_of_a_get_again
 */
#include "rma.h"

static void put_twice(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        put(right, 0);
        fence();
    } else {
        fence();
        put(right, 0);
        fence();
        put(right, 0);
        fence();
    }
}

static void put_then_get(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        get(right, 0);
        fence();
    } else {
        fence();
        put(right, 0);
        fence();
        get(right, 0);
        fence();
    }
}

static void get_then_put(int wrong)
{
    if (wrong) {
        fence();
        get(right, 3);
        put(right, 3);
        fence();
    } else {
        fence();
        get(right, 3);
        put(right, 4);
        fence();
    }
}

static void put_and_sum(int wrong)
{
    if (wrong) {
        fence();
        put(right, 0);
        sum(right, 0);
        fence();
    } else {
        fence();
        put(right, 0);
        sum(right, 1);
        fence();
    }
}

static void get_and_sum(int wrong)
{
    if (wrong) {
        fence();
        get(right, 0);
        sum(right, 0);
        fence();
    } else {
        fence();
        get(right, 0);
        sum(right, 1);
        fence();
    }
}

static void puts_of_all(int wrong)
{
    if (wrong) {
        fence();
        put(0, 0);
        fence();
    } else {
        fence();
        put(0, rank);
        fence();
    }
}

static void put_and_get_of_two(int wrong)
{
    if (wrong) {
        fence();
        if (rank == 0)
            put(2, 0);
        if (rank == 1)
            get(2, 0);
        fence();
    } else {
        fence();
        if (rank == 0)
            put(2, 0);
        fence();
        if (rank == 1)
            get(2, 0);
        fence();
    }
}

static void sum_and_product(int wrong)
{
    if (wrong) {
        fence();
        MPI_Accumulate(mine, 1, MPI_INT, 0, 0, 1, MPI_INT,
                       rank ? MPI_SUM : MPI_PROD, win);
        fence();
    } else {
        fence();
        MPI_Accumulate(mine, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, win);
        fence();
    }
}

static void sums_of_types(int wrong)
{
    if (wrong) {
        fence();
        MPI_Accumulate(mine, 1, rank ? MPI_INT : MPI_FLOAT, 0, 0, 1,
                       rank ? MPI_INT : MPI_FLOAT, MPI_SUM, win);
        fence();
    } else {
        fence();
        MPI_Accumulate(mine, 1, rank ? MPI_INT : MPI_FLOAT, 0, !rank, 1,
                       rank ? MPI_INT : MPI_FLOAT, MPI_SUM, win);
        fence();
    }
}

static void rows_that_meet(int wrong)
{
    if (wrong) {
        fence();
        MPI_Put(mine, 4, MPI_INT, 0, 3 * rank, 4, MPI_INT, win);
        fence();
    } else {
        fence();
        MPI_Put(mine, 4, MPI_INT, 0, 4 * rank, 4, MPI_INT, win);
        fence();
    }
}

static void columns_that_meet(int wrong)
{
    if (wrong) {
        MPI_Datatype column;

        MPI_Type_vector(4, 1, 3, MPI_INT, &column);
        MPI_Type_commit(&column);
        fence();
        MPI_Put(mine, 4, MPI_INT, 0, rank == 2 ? 0 : rank, 1, column, win);
        fence();
        MPI_Type_free(&column);
    } else {
        MPI_Datatype column;

        MPI_Type_vector(4, 1, 3, MPI_INT, &column);
        MPI_Type_commit(&column);
        fence();
        MPI_Put(mine, 4, MPI_INT, 0, rank, 1, column, win);
        fence();
        MPI_Type_free(&column);
    }
}

static void puts_of_one_exposure(int wrong)
{
    if (wrong) {
        MPI_Group others;

        MPI_Group_excl(everybody, 1, &(int){0}, &others);
        if (rank == 0) {
            MPI_Win_post(others, 0, win);
            MPI_Win_wait(win);
        } else {
            MPI_Group zero;

            MPI_Group_incl(everybody, 1, &(int){0}, &zero);
            MPI_Win_start(zero, 0, win);
            put(0, 0);
            MPI_Win_complete(win);
            MPI_Group_free(&zero);
        }
        MPI_Group_free(&others);
    } else {
        MPI_Group others;

        MPI_Group_excl(everybody, 1, &(int){0}, &others);
        if (rank == 0) {
            MPI_Win_post(others, 0, win);
            MPI_Win_wait(win);
        } else {
            MPI_Group zero;

            MPI_Group_incl(everybody, 1, &(int){0}, &zero);
            MPI_Win_start(zero, 0, win);
            put(0, rank);
            MPI_Win_complete(win);
            MPI_Group_free(&zero);
        }
        MPI_Group_free(&others);
    }
}

static void puts_under_shared_locks(int wrong)
{
    if (wrong) {
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        put(0, 0);
        unlock(0);
    } else {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        put(0, 0);
        unlock(0);
    }
}

static void puts_under_lock_all(int wrong)
{
    if (wrong) {
        MPI_Win_lock_all(0, win);
        put(0, 0);
        MPI_Win_unlock_all(win);
    } else {
        MPI_Win_lock_all(0, win);
        for (int i = 0; i < ranks; i++) {
            if (i == rank)
                put(0, 0);
            MPI_Win_flush(0, win);
            MPI_Barrier(MPI_COMM_WORLD);
        }
        MPI_Win_unlock_all(win);
    }
}

static void put_twice_without_flush(int wrong)
{
    if (wrong) {
        lock(right);
        put(right, 0);
        put(right, 0);
        unlock(right);
    } else {
        lock(right);
        put(right, 0);
        MPI_Win_flush(right, win);
        put(right, 0);
        unlock(right);
    }
}

static void put_then_get_flush_local(int wrong)
{
    if (wrong) {
        lock(right);
        put(right, 0);
        MPI_Win_flush_local(right, win);
        get(right, 0);
        unlock(right);
    } else {
        lock(right);
        get(right, 0);
        MPI_Win_flush_local(right, win);
        put(right, 0);
        unlock(right);
    }
}

static void buffer_of_two_gets(int wrong)
{
    if (wrong) {
        fence();
        MPI_Get(mine, 2, MPI_INT, right, 0, 2, MPI_INT, win);
        MPI_Get(&mine[1], 2, MPI_INT, right, 2, 2, MPI_INT, win);
        fence();
    } else {
        fence();
        MPI_Get(mine, 2, MPI_INT, right, 0, 2, MPI_INT, win);
        MPI_Get(&mine[2], 2, MPI_INT, right, 2, 2, MPI_INT, win);
        fence();
    }
}

static void buffer_of_put_and_get(int wrong)
{
    if (wrong) {
        fence();
        MPI_Put(mine, 2, MPI_INT, right, 0, 2, MPI_INT, win);
        MPI_Get(mine, 2, MPI_INT, right, 2, 2, MPI_INT, win);
        fence();
    } else {
        fence();
        MPI_Put(mine, 2, MPI_INT, right, 0, 2, MPI_INT, win);
        fence();
        MPI_Get(mine, 2, MPI_INT, right, 2, 2, MPI_INT, win);
        fence();
    }
}

static void results_in_one_buffer(int wrong)
{
    if (wrong) {
        lock(0);
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, 0, 0, MPI_SUM, win);
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, 0, 0, MPI_SUM, win);
        unlock(0);
    } else {
        lock(0);
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, 0, 0, MPI_SUM, win);
        MPI_Win_flush_local(0, win);
        MPI_Fetch_and_op(mine, &mine[1], MPI_INT, 0, 0, MPI_SUM, win);
        unlock(0);
    }
}

static void buffer_of_a_get_again(int wrong)
{
    fence();
    MPI_Get(mine, 2, MPI_INT, right, 0, 2, MPI_INT, win);
    MPI_Get(mine, 2, MPI_INT, right, wrong, 2, MPI_INT, win);
    fence();
}

static void put_into_own_source(int wrong)
{
    if (wrong) {
        fence();
        MPI_Put(memory, 1, MPI_INT, right, 0, 1, MPI_INT, win);
        fence();
    } else {
        fence();
        MPI_Put(memory, 1, MPI_INT, right, 1, 1, MPI_INT, win);
        fence();
    }
}

static void put_into_pending_receive(int wrong)
{
    MPI_Request request;

    if (wrong) {
        MPI_Irecv(memory, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &request);
        fence();
        put(right, 0);
        fence();
        MPI_Send(mine, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else {
        MPI_Irecv(memory, 1, MPI_INT, left, 0, MPI_COMM_WORLD, &request);
        fence();
        put(right, 1);
        fence();
        MPI_Send(mine, 1, MPI_INT, right, 0, MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
}

static const struct rma_case cases[] = {
    RMA_CASE(put_twice),
    RMA_CASE(put_then_get),
    RMA_CASE(get_then_put),
    RMA_CASE(put_and_sum),
    RMA_CASE(get_and_sum),
    RMA_CASE(puts_of_all),
    RMA_CASE(put_and_get_of_two),
    RMA_CASE(sum_and_product),
    RMA_CASE(sums_of_types),
    RMA_CASE(rows_that_meet),
    RMA_CASE(columns_that_meet),
    RMA_CASE(puts_of_one_exposure),
    RMA_CASE(puts_under_shared_locks),
    RMA_CASE(puts_under_lock_all),
    RMA_CASE(put_twice_without_flush),
    RMA_CASE(put_then_get_flush_local),
    RMA_CASE(buffer_of_two_gets),
    RMA_CASE(buffer_of_put_and_get),
    RMA_CASE(results_in_one_buffer),
    RMA_CASE(buffer_of_a_get_again),
    RMA_CASE(put_into_own_source),
    RMA_CASE(put_into_pending_receive),
    {NULL, NULL},
};

int main(int argc, char **argv)
{
    return rma_main(argc, argv, cases, RMA_WRONG);
}
