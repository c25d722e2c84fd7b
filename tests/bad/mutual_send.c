/*
 * Two ranks send to each other first, in rendezvous.
 *
 * ranks: 2
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * says: MPI_Send
 * says: mutual_send.c
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, theirs;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Send(&rank, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD);
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
