/*
 * one_sided.c - locks of another rank, memory that is not attached, and updates
 * that are not atomic.
 *
 * ranks: 3
 */
#include "misuse.h"

static MPI_Win win;
static const int one = 1;

/* Rank 1 is locked. */
static void of_locks(void)
{
    MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
    CASE(unlock_of_another)
    {
        if (wrong)
            MPI_Win_unlock(0, win);
    }
    CASE(flush_of_another)
    MPI_Win_flush(EITHER(0, 1), win);
    CASE(put_to_another)
    MPI_Put(&one, 1, MPI_INT, EITHER(0, 1), me, 1, MPI_INT, win);
    MPI_Win_unlock(1, win);
    CASE(flush_without_a_lock)
    {
        if (wrong)
            MPI_Win_flush(0, win);
    }
    MPI_Win_lock_all(0, win);
    CASE(unlock_in_lock_all)
    {
        if (wrong)
            MPI_Win_unlock(0, win);
    }
    MPI_Win_unlock_all(win);
}

static void of_memory(void)
{
    int right = (me + 1) % nranks, left = (me + nranks - 1) % nranks;
    MPI_Aint mine, other;
    MPI_Win dynamic;

    MPI_Win_create_dynamic(MPI_INFO_NULL, WORLD, &dynamic);
    if (!wrong || strcmp(which, "put_before_attach"))
        MPI_Win_attach(dynamic, b, sizeof b);
    MPI_Get_address(b, &mine);
    MPI_Sendrecv(&mine, 1, MPI_AINT, left, 0, &other, 1, MPI_AINT, right, 0,
                 WORLD, IGNORE);
    if (wrong && !strcmp(which, "put_after_detach"))
        MPI_Win_detach(dynamic, b);
    MPI_Barrier(WORLD);
    MPI_Win_lock(MPI_LOCK_SHARED, right, 0, dynamic);
    CASE(put_after_detach)
    MPI_Put(&one, 1, MPI_INT, right, other, 1, MPI_INT, dynamic);
    CASE(put_before_attach)
    MPI_Put(&one, 1, MPI_INT, right, other, 1, MPI_INT, dynamic);
    CASE(put_to_no_address)
    MPI_Put(&one, 1, MPI_INT, right, EITHER(0, other), 1, MPI_INT, dynamic);
    MPI_Win_unlock(right, dynamic);
    MPI_Barrier(WORLD);
    MPI_Win_free(&dynamic);
}

/* The window of rank 1 has a flag and a counter. */
static void take(void)
{
    static const int zero = 0;
    int got = 1;

    while (got != 0 && wrong) {
        MPI_Get(&got, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
        MPI_Win_flush(1, win);
    }
    while (got != 0) {
        MPI_Compare_and_swap(&one, &zero, &got, MPI_INT, 1, 0, win);
        MPI_Win_flush(1, win);
    }
    if (wrong)
        MPI_Put(&one, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
    MPI_Win_flush(1, win);
}

static void give_back(void)
{
    static const int zero = 0;

    if (wrong)
        MPI_Put(&zero, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
    else
        MPI_Accumulate(&zero, 1, MPI_INT, 1, 0, 1, MPI_INT, MPI_REPLACE, win);
    MPI_Win_flush(1, win);
}

static void of_updates(void)
{
    float x = 1;

    MPI_Barrier(WORLD);
    MPI_Win_lock_all(0, win);
    /* Of the ranks that are as far from rank 1 as each other. */
    CASE(mutual_exclusion_by_put)
    if (me != 1) {
        take();
        give_back();
    }
    CASE(sums_of_two_types)
    {
        if (me == 2 && wrong)
            MPI_Accumulate(&x, 1, MPI_FLOAT, 1, 1, 1, MPI_FLOAT, MPI_SUM, win);
        else
            MPI_Accumulate(&one, 1, MPI_INT, 1, 1, 1, MPI_INT, MPI_SUM, win);
    }
    MPI_Win_unlock_all(win);
}

static void cases(void)
{
    int *memory;

    MPI_Win_allocate(8 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    memset(memory, 0, 8 * sizeof *memory);
    MPI_Barrier(WORLD);
    of_locks();
    of_memory();
    of_updates();
    MPI_Win_free(&win);
}
