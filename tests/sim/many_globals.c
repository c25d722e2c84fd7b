/*
 * many_globals - as many private variables as the promise says: 64 KiB for
 * each rank, whatever the number of ranks.
 */
#include <mpi.h>
#include <stdio.h>

enum {
    BYTES = 64 << 10,
    PAGE = 4096
};

static unsigned char mine[BYTES] = {1};

int main(int argc, char **argv)
{
    int rank, size, wrong = 0, all = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = PAGE; i < BYTES; i += PAGE)
        wrong += mine[i] != 0;
    for (int i = 0; i < BYTES; i += PAGE)
        mine[i] = (unsigned char)(rank % 251);
    MPI_Barrier(MPI_COMM_WORLD);
    for (int i = 0; i < BYTES; i += PAGE)
        wrong += mine[i] != rank % 251;
    MPI_Reduce(&wrong, &all, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d ranks, %d wrong\n", size, all);
    MPI_Finalize();
    return 0;
}
