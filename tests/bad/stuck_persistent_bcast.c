/*
 * stuck_persistent_bcast - rank 2 initialises its part of a broadcast and never
 * starts it: waiting for it returns at once.
 *
 * ranks: 6
 * exit: 80
 * finds: deadlock request_misuse
 * says: waited for a persistent request that was never started
 * stuck: 3
 * says: rank 2, which has ended, has not started its request of MPI_Bcast_init
 * says: let rank 2 start .MPI_Start. its request of MPI_Bcast_init as often as
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Bcast_init(&value, 1, MPI_INT, 0, MPI_COMM_WORLD, MPI_INFO_NULL,
                   &request);
    if (rank != 2)
        MPI_Start(&request);
    /* stuck here */
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
