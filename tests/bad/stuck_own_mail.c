/*
 * stuck_own_mail - every rank sends to all, itself too; to itself it cannot
 * without a buffer.
 *
 * ranks: 2
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int r = 0; r < 2; r++)
        /* stuck here */
        MPI_Send(&mine, 1, MPI_INT, r, 1, MPI_COMM_WORLD);
    for (int r = 0; r < 2; r++)
        MPI_Recv(&theirs, 1, MPI_INT, r, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
