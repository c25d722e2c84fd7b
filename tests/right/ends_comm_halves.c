/*
 * ends_comm_halves - in one of two halves a rank waits for the world before
 * the barrier, and is sent what it wants.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Comm half;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    if (rank == 1)
        MPI_Ssend(&value, 1, MPI_INT, 3, 1, MPI_COMM_WORLD);
    if (rank == 3)
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Barrier(half);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
