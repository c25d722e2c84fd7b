/*
 * remedies.h - what is advised about windows mends the program: the right one
 * of each pair does what the report of the wrong one says.
 *
 * A file that includes it defines pairs().
 */
#ifndef TESTS_MISUSE_REMEDIES_H
#define TESTS_MISUSE_REMEDIES_H

#include "misuse.h"

#define WRONG if (wrong)
#define RIGHT if (!wrong)

static MPI_Win win;
static int *memory, right, left;

static inline void put(int target)
{
    MPI_Put(a, 1, MPI_INT, target, 0, 1, MPI_INT, win);
}

static inline void put_next(int target)
{
    MPI_Put(b, 1, MPI_INT, target, 0, 1, MPI_INT, win);
}

static inline void fence(void)
{
    MPI_Win_fence(0, win);
}

/* Of all ranks from `first` on. */
static inline void group(int first, int count, MPI_Group *made)
{
    int ranks[] = {first % 3, (first + 1) % 3, (first + 2) % 3};
    MPI_Group all;

    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, count, ranks, made);
    MPI_Group_free(&all);
}

static inline void post(int first, int count)
{
    MPI_Group from;

    group(first, count, &from);
    MPI_Win_post(from, 0, win);
    MPI_Group_free(&from);
}

static inline void start(int first, int count)
{
    MPI_Group to;

    group(first, count, &to);
    MPI_Win_start(to, 0, win);
    MPI_Group_free(&to);
}

static inline void complete_and_wait(void)
{
    MPI_Win_complete(win);
    MPI_Win_wait(win);
}

static void pairs(void);

static void cases(void)
{
    right = (me + 1) % nranks;
    left = (me + nranks - 1) % nranks;
    MPI_Win_allocate(8 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    memset(memory, 0, 8 * sizeof *memory);
    MPI_Barrier(WORLD);
    pairs();
    MPI_Win_free(&win);
}

#endif
