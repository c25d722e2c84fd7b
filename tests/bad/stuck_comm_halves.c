/*
 * stuck_comm_halves - in one of two halves a rank waits for the world; the
 * other half goes on.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 1 3
 * cycle: 1 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Comm half;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    if (rank == 3)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    /* stuck here */
    MPI_Barrier(half);
    if (rank == 1)
        MPI_Send(&value, 1, MPI_INT, 3, 1, MPI_COMM_WORLD);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return 0;
}
