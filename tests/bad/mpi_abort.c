/*
 * mpi_abort - MPI_Abort ends all ranks and gives the run its status.
 *
 * ranks: 2
 * exit: 7
 * finds: abort
 * says: the run ends with code 7
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Abort(MPI_COMM_WORLD, 7);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
