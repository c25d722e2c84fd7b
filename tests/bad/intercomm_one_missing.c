/*
 * intercomm_one_missing - a member of a group does not make its
 * intercommunicator.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * says: rank 3, which has ended, has not entered this MPI_Intercomm_create
 * says: let rank 3 call MPI_Intercomm_create
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    if (rank != 3) {
        /* stuck here */
        MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    }
    MPI_Finalize();
    return 0;
}
