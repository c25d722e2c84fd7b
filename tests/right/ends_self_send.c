/*
 * ends_self_send - a large message to oneself, sent while it is received.
 *
 * ranks: 1
 */
#include <mpi.h>

enum {
    COUNT = 100000
};

static char mine[COUNT], theirs[COUNT];


int main(int argc, char **argv)
{
    int rank;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Irecv(theirs, COUNT, MPI_CHAR, rank, 1, MPI_COMM_WORLD, &request);
    MPI_Send(mine, COUNT, MPI_CHAR, rank, 1, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
