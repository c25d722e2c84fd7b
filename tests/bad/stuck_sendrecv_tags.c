/*
 * stuck_sendrecv_tags - MPI_Sendrecv sends one tag and receives another, on
 * both sides.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    /* stuck here */
    MPI_Sendrecv(&mine, 1, MPI_INT, 1 - rank, 1, &theirs, 1, MPI_INT, 1 - rank,
                 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
