/*
 * stuck_returns_early - a rank that finds nothing to do finalizes and returns;
 * the others are in a barrier.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 2) {
        MPI_Finalize();
        return 0;
    }
    /* stuck here */
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
