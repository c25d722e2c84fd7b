/*
 * A message to a rank that does not exist.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: 99
 * says: MPI_Send
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&rank, 1, MPI_INT, 99, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
