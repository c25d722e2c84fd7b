/*
 * stuck_send_before_bcast - a synchronous send before MPI_Bcast, its receive
 * after it.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        /* stuck here */
        MPI_Ssend(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
    } else {
        /* stuck here */
        MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
        MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
