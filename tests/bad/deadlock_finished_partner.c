/*
 * deadlock_finished_partner - a receive from a rank that called MPI_Finalize.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * says: MPI_Finalize|ended
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Recv(&value, 1, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
