/*
 * missing_root - a broadcast from rank 2 of 2.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: MPI_Bcast
 * says: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Bcast(&value, 1, MPI_INT, 2, MPI_COMM_WORLD);
    MPI_Finalize();
    return value;
}
