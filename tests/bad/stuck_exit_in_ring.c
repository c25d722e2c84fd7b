/*
 * stuck_exit_in_ring - a rank leaves with exit, without MPI_Finalize; its
 * neighbour waits.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock missing_finalize
 */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        exit(0);
    if (rank == 2)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
