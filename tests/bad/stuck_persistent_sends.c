/*
 * stuck_persistent_sends - persistent synchronous sends on both sides, started
 * and waited for first.
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
    int rank, mine = 0, theirs = 0;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Ssend_init(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &request);
    MPI_Start(&request);
    /* stuck here */
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
