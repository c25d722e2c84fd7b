/*
 * A message larger than the receive.
 *
 * ranks: 2
 * exit: 81
 * finds: truncation
 * says: 8 bytes
 * says: 16 bytes
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, numbers[4] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(numbers, 4, MPI_INT, 1, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(numbers, 2, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
