/*
 * stuck_isends_waitall - all large sends are waited for before anything is
 * received.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 */
#include <mpi.h>

enum {
    COUNT = 100000
};

static char mine[COUNT], theirs[COUNT];


int main(int argc, char **argv)
{
    int rank, other, n = 0;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (other = 0; other < 3; other++)
        if (other != rank)
            MPI_Isend(mine, COUNT, MPI_CHAR, other, 1, MPI_COMM_WORLD,
                      &requests[n++]);
    /* stuck here */
    MPI_Waitall(n, requests, MPI_STATUSES_IGNORE);
    for (other = 0; other < 3; other++)
        if (other != rank)
            MPI_Recv(theirs, COUNT, MPI_CHAR, other, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
