/*
 * rma.c - one-sided operations, many of them.
 *
 *     rma halo ROUNDS   puts to both neighbours, then a fence
 *     rma lock ROUNDS   lock the right neighbour, put, unlock
 *
 * Prints the number of puts of all ranks, and the simulated seconds they took.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DOUBLES = 8 /* of a put */
};

static void halo(MPI_Win win, const double *out, int left, int right,
                 int rounds)
{
    MPI_Win_fence(0, win);
    for (int i = 0; i < rounds; i++) {
        MPI_Put(out, DOUBLES, MPI_DOUBLE, left, 0, DOUBLES, MPI_DOUBLE, win);
        MPI_Put(out, DOUBLES, MPI_DOUBLE, right, DOUBLES, DOUBLES, MPI_DOUBLE,
                win);
        MPI_Win_fence(0, win);
    }
}

static void lock(MPI_Win win, const double *out, int right, int rounds)
{
    for (int i = 0; i < rounds; i++) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, right, 0, win);
        MPI_Put(out, DOUBLES, MPI_DOUBLE, right, 0, DOUBLES, MPI_DOUBLE, win);
        MPI_Win_unlock(right, win);
    }
}

int main(int argc, char **argv)
{
    double out[DOUBLES] = {1}, *memory, began;
    int rank, ranks, rounds, locks;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    locks = argc > 1 && strcmp(argv[1], "lock") == 0;
    rounds = argc > 2 ? atoi(argv[2]) : 10;
    MPI_Win_allocate(2 * sizeof out, sizeof *out, MPI_INFO_NULL, MPI_COMM_WORLD,
                     &memory, &win);
    MPI_Barrier(MPI_COMM_WORLD);
    began = MPI_Wtime();
    if (locks)
        lock(win, out, (rank + 1) % ranks, rounds);
    else
        halo(win, out, (rank + ranks - 1) % ranks, (rank + 1) % ranks, rounds);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d %.9f\n", ranks * rounds * (locks ? 1 : 2),
               MPI_Wtime() - began);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
