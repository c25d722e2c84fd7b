/*
 * stuck_knot_of_three - everybody waits for anybody, by MPI_Waitany on
 * receives from both others.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, values[2], index;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Irecv(&values[0], 1, MPI_INT, (rank + 1) % 3, 1, MPI_COMM_WORLD,
              &requests[0]);
    MPI_Irecv(&values[1], 1, MPI_INT, (rank + 2) % 3, 1, MPI_COMM_WORLD,
              &requests[1]);
    /* stuck here */
    MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
    MPI_Send(&rank, 1, MPI_INT, (rank + 1) % 3, 1, MPI_COMM_WORLD);
    MPI_Send(&rank, 1, MPI_INT, (rank + 2) % 3, 1, MPI_COMM_WORLD);
    MPI_Wait(&requests[1 - index], MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
