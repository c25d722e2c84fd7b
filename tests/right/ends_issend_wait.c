/*
 * ends_issend_wait - MPI_Issend, the receive, and then the wait.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Issend(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &request);
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
