/*
 * never_started - a persistent collective that all make, and that one rank does
 * not start.
 *
 * ranks: 2
 * exit: 81
 * finds: collective_mismatch
 * who: 0
 * says: persistent collective 1 of MPI_COMM_WORLD is started 2 times here
 * says: and 3 instead of 4 times by all 2 members
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Request request;
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Bcast_init(&value, 1, MPI_INT, 0, MPI_COMM_WORLD, MPI_INFO_NULL,
                   &request);
    for (int i = 0; i < 2 - rank; i++) {
        MPI_Start(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
