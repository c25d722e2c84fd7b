/*
 * stuck_ibarrier_alone - one rank never calls MPI_Ibarrier.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank > 0) {
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
        /* stuck here */
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
