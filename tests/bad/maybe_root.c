/*
 * maybe_root - who is the root of MPI_Bcast depends on whose message comes
 * first.
 *
 * ranks: 3
 * exit: 0
 * explore: 80
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    status.MPI_SOURCE = 1;
    if (rank == 0) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                 &status);
        MPI_Recv(&value, 1, MPI_INT, 3 - status.MPI_SOURCE, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Bcast(&value, 1, MPI_INT, status.MPI_SOURCE, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
