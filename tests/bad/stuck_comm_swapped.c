/*
 * stuck_comm_swapped - sent in one duplicate, received in the other.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Comm first, second;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &first);
    MPI_Comm_dup(MPI_COMM_WORLD, &second);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 1, first);
    else
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 0, 1, second, MPI_STATUS_IGNORE);
    MPI_Comm_free(&first);
    MPI_Comm_free(&second);
    MPI_Finalize();
    return 0;
}
