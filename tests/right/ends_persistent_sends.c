/*
 * ends_persistent_sends - persistent synchronous sends and receives, started
 * together, five times.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Ssend_init(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
                   &requests[0]);
    MPI_Recv_init(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
                  &requests[1]);
    for (int i = 0; i < 5; i++) {
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
    MPI_Finalize();
    return 0;
}
