/*
 * intercomm_or_message - a leader sends a message where the other one makes an
 * intercommunicator: that is no message, though the tags are alike.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0
 * says: receive with tag 7 from rank 1, which has ended: no such message is
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        /* stuck here */
        MPI_Intercomm_create(MPI_COMM_SELF, 0, MPI_COMM_WORLD, 1, 7, &inter);
    } else {
        MPI_Send(&rank, 1, MPI_INT, 0, 7, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
