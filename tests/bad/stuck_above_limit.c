/*
 * stuck_above_limit - a message of one byte more than the eager limit.
 *
 * ranks: 2
 * options: --eager 100
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0 1
 * says: 101 bytes
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    char mine[101] = {0}, theirs[101];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    /* stuck here */
    MPI_Send(mine, 101, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD);
    MPI_Recv(theirs, 101, MPI_CHAR, 1 - rank, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
