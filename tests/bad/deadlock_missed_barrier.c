/*
 * deadlock_missed_barrier - one rank does not come to the barrier.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * says: MPI_Barrier
 * says: MPI_Recv
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 2)
        MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
