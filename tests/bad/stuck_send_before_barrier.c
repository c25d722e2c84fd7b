/*
 * stuck_send_before_barrier - an issued send is waited for before the barrier,
 * its receive is posted after it.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1) {
        MPI_Issend(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &request);
        /* stuck here */
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    /* stuck here */
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
