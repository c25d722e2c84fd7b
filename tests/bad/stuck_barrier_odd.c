/*
 * stuck_barrier_odd - only odd ranks come to the barrier.
 *
 * ranks: 6
 * exit: 80
 * finds: deadlock
 * stuck: 1 3 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank % 2 == 1)
        /* stuck here */
        MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
