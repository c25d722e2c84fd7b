/*
 * fence_too_late - halo cells are put into the neighbours' windows before a
 * fence has opened the epoch.
 *
 * usage: fence_too_late [right], on 3 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    CELLS = 4,         /* of this rank, at 1..CELLS */
    LENGTH = CELLS + 2 /* with a halo cell at each end */
};

static double rod[LENGTH];

static void exchange(MPI_Win win, int left, int right)
{
    MPI_Put(&rod[1], 1, MPI_DOUBLE, left, CELLS + 1, 1, MPI_DOUBLE, win);
    MPI_Put(&rod[CELLS], 1, MPI_DOUBLE, right, 0, 1, MPI_DOUBLE, win);
    MPI_Win_fence(0, win);
}

int main(int argc, char **argv)
{
    int rank, ranks;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    for (int i = 1; i <= CELLS; i++)
        rod[i] = rank;
    MPI_Win_create(rod, sizeof rod, sizeof *rod, MPI_INFO_NULL, MPI_COMM_WORLD,
                   &win);
    if (argc > 1)
        MPI_Win_fence(0, win);
    exchange(win, (rank + ranks - 1) % ranks, (rank + 1) % ranks);
    if (rank == 0)
        printf("halo %.0f %.0f\n", rod[0], rod[CELLS + 1]);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
