/*
 * shared.c - windows of memory that ranks of a host share.
 *
 * ranks: 2
 * options: --hostfile tests/sim/files/four-a-host.txt
 * flags: -fdryrun-memory
 */
#include "misuse.h"

/* Rounded up, the parts of two ranks are more than a number can say. */
static void sizes(void)
{
    MPI_Info info;
    MPI_Win win = MPI_WIN_NULL;
    int *memory;

    MPI_Info_create(&info);
    MPI_Info_set(info, "alloc_shared_noncontig", "true");
    CASE(more_than_can_be_counted)
    MPI_Win_allocate_shared(EITHER(PTRDIFF_MAX, 8), 1, info, WORLD,
                            (void *)&memory, &win);
    CASE(more_than_there_is)
    MPI_Win_allocate_shared(EITHER((MPI_Aint)1 << 60, 8), 1, info, WORLD,
                            (void *)&memory, &win);
    MPI_Info_free(&info);
    if (win != MPI_WIN_NULL)
        MPI_Win_free(&win);
}

static void expose(MPI_Win win, int assertion)
{
    MPI_Group all, other;

    MPI_Win_get_group(win, &all);
    MPI_Group_incl(all, 1, &(int){1 - me}, &other);
    MPI_Win_post(other, assertion, win);
    MPI_Win_start(other, 0, win);
    MPI_Win_complete(win);
    MPI_Win_wait(win);
    MPI_Group_free(&all);
    MPI_Group_free(&other);
}

/* Rank 0 may store to rank 1's part, but not to its own. */
static void nostore(void)
{
    int *memory, *first, *second, unit;
    MPI_Aint size;
    MPI_Win win;

    MPI_Win_allocate_shared(8 * sizeof(int), sizeof(int), MPI_INFO_NULL, WORLD,
                            (void *)&memory, &win);
    MPI_Win_shared_query(win, 0, &size, &unit, (void *)&first);
    MPI_Win_shared_query(win, 1, &size, &unit, (void *)&second);
    MPI_Win_fence(0, win);
    CASE(store_to_own_part)
    {
        if (me == 0)
            *EITHER(&first[7], &second[0]) = 1;
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    CASE(receive_to_own_part)
    {
        MPI_Sendrecv(a, 1, MPI_INT, 1 - me, 0, EITHER(&memory[2], b), 1,
                     MPI_INT, 1 - me, 0, WORLD, IGNORE);
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    CASE(store_before_post)
    {
        memory[1] = 1;
        if (!wrong)
            MPI_Win_sync(win);
        expose(win, MPI_MODE_NOSTORE);
    }
    CASE(store_after_sync)
    {
        memory[1] = 1;
        MPI_Win_sync(win);
        if (wrong)
            memory[0] = 1;
        MPI_Win_fence(MPI_MODE_NOSTORE, win);
    }
    MPI_Win_fence(0, win);
    MPI_Win_free(&win);
}

static void cases(void)
{
    sizes();
    nostore();
}
