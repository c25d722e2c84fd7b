/*
 * same_slot - each rank puts its result into a window of rank 0, all of them
 * into the same place.
 *
 * usage: same_slot [right], on 3 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    SLOTS = 16
};

static int results[SLOTS];

int main(int argc, char **argv)
{
    int rank, ranks, result, slot, sum = 0;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    MPI_Win_create(results, sizeof results, sizeof *results, MPI_INFO_NULL,
                   MPI_COMM_WORLD, &win);
    result = (rank + 1) * 10;
    slot = argc > 1 ? rank : 0;
    MPI_Win_fence(0, win);
    MPI_Put(&result, 1, MPI_INT, 0, slot, 1, MPI_INT, win);
    MPI_Win_fence(0, win);
    for (int i = 0; i < ranks; i++)
        sum += results[i];
    if (rank == 0 && argc > 1)
        printf("sum %d\n", sum);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
