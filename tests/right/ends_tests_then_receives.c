/*
 * ends_tests_then_receives - both ranks send first; while the send is not over,
 * they receive: no buffering is needed, although with it nobody waits.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine, theirs = -1, sent = 0, received = 0;
    MPI_Request send;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = rank;
    MPI_Isend(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &send);
    while (!sent) {
        MPI_Test(&send, &sent, MPI_STATUS_IGNORE);
        if (!sent && !received) {
            MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            received = 1;
        }
    }
    if (!received)
        MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Finalize();
    return theirs != 1 - rank;
}
