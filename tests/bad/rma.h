/*
 * rma.h - what is wrong about epochs, memory and locks of windows, and the
 * nearest program that is right.
 *
 * The first argument names a case; each is wrong or right by one line or two.
 * Who includes it for the right ones defines RMA_WRONG as 0.
 */
#ifndef TESTS_BAD_RMA_H
#define TESTS_BAD_RMA_H

#include <mpi.h>
#include <stdlib.h>
#include <string.h>

#ifndef RMA_WRONG
#define RMA_WRONG 1
#endif

enum {
    CELLS = 16
};

static int rank, ranks, right, left;
static int *memory, *mine; /* exposed; a buffer of CELLS */
static MPI_Win win;
static MPI_Group everybody, to, from; /* to the right, from the left */

struct rma_case {
    const char *name;
    void (*run)(int wrong);
};

static void put(int target, int cell)
{
    MPI_Put(mine, 1, MPI_INT, target, cell, 1, MPI_INT, win);
}

static void get(int target, int cell)
{
    MPI_Get(&mine[1], 1, MPI_INT, target, cell, 1, MPI_INT, win);
}

static void sum(int target, int cell)
{
    MPI_Accumulate(mine, 1, MPI_INT, target, cell, 1, MPI_INT, MPI_SUM, win);
}

static void lock(int target)
{
    MPI_Win_lock(MPI_LOCK_SHARED, target, 0, win);
}

static void unlock(int target)
{
    MPI_Win_unlock(target, win);
}

static void fence(void)
{
    MPI_Win_fence(0, win);
}

static void post(void)
{
    MPI_Win_post(from, 0, win);
}

static void start(void)
{
    MPI_Win_start(to, 0, win);
}

static inline void rma_begin(int *argc, char ***argv)
{
    MPI_Init(argc, argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    right = (rank + 1) % ranks;
    left = (rank + ranks - 1) % ranks;
    mine = calloc(CELLS, sizeof *mine);
    MPI_Win_allocate(CELLS * sizeof *memory, sizeof *memory, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    memset(memory, 0, CELLS * sizeof *memory);
    MPI_Win_get_group(win, &everybody);
    MPI_Group_incl(everybody, 1, &right, &to);
    MPI_Group_incl(everybody, 1, &left, &from);
    MPI_Barrier(MPI_COMM_WORLD);
}

static inline int rma_end(void)
{
    MPI_Group_free(&everybody);
    MPI_Group_free(&to);
    MPI_Group_free(&from);
    if (win != MPI_WIN_NULL)
        MPI_Win_free(&win);
    MPI_Finalize();
    free(mine);
    return 0;
}

/* Run the case named by the first argument; what main does. */
static inline int rma_main(int argc, char **argv, const struct rma_case *cases,
                           int wrong)
{
    rma_begin(&argc, &argv);
    for (; cases->name; cases++) {
        if (argc > 1 && strcmp(argv[1], cases->name) == 0) {
            cases->run(wrong);
            return rma_end();
        }
    }
    return 64;
}

#define RMA_CASE(name)                                                         \
    {                                                                          \
#name, name                                                            \
    }

#endif
