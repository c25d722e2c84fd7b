/*
 * stuck_mprobe_never - a matched probe for a message that nobody sends.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Message message;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        /* stuck here */
        MPI_Mprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &message,
                   MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
