/*
 * ends_tag_synchronous - a synchronous send with tag 3 to a receive of any
 * tag.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    status.MPI_TAG = 3;
    if (rank == 0)
        MPI_Ssend(&value, 1, MPI_INT, 1, 3, MPI_COMM_WORLD);
    else
        MPI_Recv(&value, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    MPI_Finalize();
    return status.MPI_TAG != 3;
}
