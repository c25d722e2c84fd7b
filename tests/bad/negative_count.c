/*
 * A negative count.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: count.* -7|-7.*count
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, count = -7;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&rank, count, MPI_INT, 1, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
