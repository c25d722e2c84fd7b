/*
 * stuck_collective_not_started - a persistent broadcast that its root does not
 * start before it waits for the others.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * says: rank 1 has not started its request of MPI_Bcast_init
 * says: let rank 1 start .MPI_Start. its request of MPI_Bcast_init before
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Bcast_init(&value, 1, MPI_INT, 1, MPI_COMM_WORLD, MPI_INFO_NULL,
                   &request);
    if (rank != 1) {
        MPI_Start(&request);
        /* stuck here */
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    /* stuck here */
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
