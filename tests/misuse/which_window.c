/*
 * which_window.c - of several windows it is said which one is meant.
 *
 * ranks: 2
 */
#include "misuse.h"

static void named(MPI_Win win)
{
    MPI_Win_set_name(win, "halo");
    CASE(name_of_put)
    {
        if (!wrong)
            MPI_Win_fence(0, win);
        MPI_Put(a, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, win);
        if (!wrong)
            MPI_Win_fence(0, win);
    }
    CASE(name_of_conflict)
    {
        MPI_Win_fence(0, win);
        MPI_Put(a, 1, MPI_INT, 0, EITHER(0, me), 1, MPI_INT, win);
        MPI_Win_fence(0, win);
    }
    CASE(name_of_range)
    {
        MPI_Win_fence(0, win);
        MPI_Put(a, 1, MPI_INT, 0, EITHER(64, 63) - me, 1, MPI_INT, win);
        MPI_Win_fence(0, win);
    }
    CASE(name_of_assertion)
    {
        MPI_Win_fence(EITHER(MPI_MODE_NOPUT, 0), win);
        if (me == 0)
            MPI_Put(a, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
        MPI_Win_fence(0, win);
    }
}

static void unnamed(MPI_Win win)
{
    CASE(place_of_put)
    {
        if (!wrong)
            MPI_Win_fence(0, win);
        MPI_Put(a, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, win);
        if (!wrong)
            MPI_Win_fence(0, win);
    }
    CASE(place_of_conflict)
    {
        MPI_Win_lock_all(0, win);
        if (me == 0) {
            MPI_Put(a, 1, MPI_INT, 0, 0, 1, MPI_INT, win);
            MPI_Get(c, 1, MPI_INT, 0, EITHER(0, 1), 1, MPI_INT, win);
        }
        MPI_Win_unlock_all(win);
    }
    CASE(place_of_lock)
    {
        MPI_Win_lock(MPI_LOCK_SHARED, me, 0, win);
        if (!wrong)
            MPI_Win_unlock(me, win);
        MPI_Win_fence(0, win);
    }
}

static void cases(void)
{
    MPI_Win first, two[2];

    MPI_Win_create(b, sizeof b, sizeof *b, MPI_INFO_NULL, WORLD, &first);
    for (int i = 0; i < 2; i++)
        MPI_Win_create(b, sizeof b, sizeof *b, MPI_INFO_NULL, WORLD, &two[i]);
    named(first);
    unnamed(two[1]);
    for (int i = 0; i < 2; i++)
        MPI_Win_free(&two[i]);
    MPI_Win_free(&first);
}
