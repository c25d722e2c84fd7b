/*
 * stuck_large_pair - two sends of more than the eager limit.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0 1
 */
#include <mpi.h>

enum {
    COUNT = 100000
};

static char mine[COUNT], theirs[COUNT];


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    /* stuck here */
    MPI_Send(mine, COUNT, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD);
    MPI_Recv(theirs, COUNT, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
