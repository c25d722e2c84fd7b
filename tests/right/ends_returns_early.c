/*
 * ends_returns_early - a rank that has nothing to do finalizes and returns;
 * the others have a barrier of their own.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm others;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 2 ? MPI_UNDEFINED : 0, rank,
                   &others);
    if (rank == 2) {
        MPI_Finalize();
        return 0;
    }
    MPI_Barrier(others);
    MPI_Comm_free(&others);
    MPI_Finalize();
    return 0;
}
