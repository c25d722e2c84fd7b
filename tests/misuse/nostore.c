/*
 * nostore.c - MPI_MODE_NOSTORE, and what a rank writes to its own window.
 *
 * ranks: 2
 * flags: -fdryrun-memory
 */
#include "misuse.h"

#define NOSTORE EITHER(MPI_MODE_NOSTORE, 0)

static MPI_Win win;
static MPI_Group other;
static int *memory;

/* What rank 0 operates on rank 1's window is no store of rank 1's. */
static void of_fences(void)
{
    MPI_Request request;

    MPI_Win_fence(0, win);
    if (me == 0)
        MPI_Put(a, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
    MPI_Win_fence(MPI_MODE_NOSTORE, win);
    CASE(store)
    {
        memory[3] = memory[0];
        MPI_Win_fence(NOSTORE, win);
    }
    CASE(copy)
    {
        memset(memory, 0, sizeof *memory);
        MPI_Win_fence(NOSTORE, win);
    }
    CASE(receive)
    {
        MPI_Isend(a, 1, MPI_INT, me, 0, WORLD, &request);
        MPI_Recv(&memory[2], 1, MPI_INT, me, 0, WORLD, IGNORE);
        MPI_Wait(&request, IGNORE);
        MPI_Win_fence(NOSTORE, win);
    }
    CASE(get)
    {
        MPI_Get(&memory[8], 1, MPI_INT, 1 - me, 0, 1, MPI_INT, win);
        MPI_Win_fence(NOSTORE, win);
    }
    CASE(collective)
    {
        MPI_Allreduce(a, &memory[1], 1, MPI_INT, MPI_SUM, WORLD);
        MPI_Win_fence(NOSTORE, win);
    }
    CASE(second_of_two)
    {
        memory[1] = 1;
        if (!wrong)
            MPI_Win_fence(0, win);
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    CASE(load_is_none)
    {
        c[0] = memory[3];
        a[1] = c[0];
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
        if (wrong)
            memory[3] = 1;
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    CASE(many)
    for (int i = 0; i < 5000; i++) {
        memory[i % 9] = i;
        MPI_Win_fence(i == 4999 ? NOSTORE : 0, win);
        if (i == 1000)
            MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    MPI_Win_fence(0, win);
}

static void expose(int assertion)
{
    if (me == 0) {
        MPI_Win_start(other, 0, win);
        MPI_Put(a, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
        MPI_Win_complete(win);
    } else {
        MPI_Win_post(other, assertion, win);
        MPI_Win_wait(win);
    }
}

static void of_exposures(void)
{
    CASE(store_before_post)
    {
        expose(0);
        memory[4] = 7;
        expose(NOSTORE);
    }
    CASE(unlocked_before_post)
    {
        expose(0);
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, me, 0, win);
        memory[4] = 7;
        MPI_Win_unlock(me, win);
        if (wrong)
            memory[4] = 7;
        expose(MPI_MODE_NOSTORE);
    }
}

static void cases(void)
{
    MPI_Group all;
    int peer = 1 - me;

    MPI_Win_allocate(64 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, 1, &peer, &other);
    memory[5] = 1; /* before the first synchronisation */
    CASE(first_of_all)
    {
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
        if (wrong)
            memory[5] = 1;
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    of_exposures();
    of_fences();
    MPI_Group_free(&all);
    MPI_Group_free(&other);
    MPI_Win_free(&win);
}
