/*
 * ends_large_pair - two sends of more than the eager limit meet receives that
 * are posted already.
 *
 * ranks: 2
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
    MPI_Irecv(theirs, COUNT, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD, &request);
    MPI_Send(mine, COUNT, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
