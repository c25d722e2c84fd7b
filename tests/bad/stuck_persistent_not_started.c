/*
 * stuck_persistent_not_started - a persistent send that nobody starts: waiting
 * for it returns at once.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock request_misuse
 * says: waited for a persistent request that was never started
 * stuck: 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Request_free(&request);
    } else {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
