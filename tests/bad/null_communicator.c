/*
 * null_communicator - MPI_COMM_NULL has no ranks.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: MPI_ERR_COMM
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_NULL);
    MPI_Finalize();
    return value;
}
