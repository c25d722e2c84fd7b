/*
 * stuck_waitany_nothing - MPI_Waitany on two receives that nobody answers.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, values[2];
    int index;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Irecv(&values[0], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&values[1], 1, MPI_INT, 1, 2, MPI_COMM_WORLD, &requests[1]);
        /* stuck here */
        MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
