/*
 * ends_waitany_nothing - MPI_Waitany on two receives, one of which is answered
 * later.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, values[2] = {0};
    int index;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Irecv(&values[0], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&values[1], 1, MPI_INT, 1, 2, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
        MPI_Send(&values[index], 1, MPI_INT, 1, 3, MPI_COMM_WORLD);
        MPI_Wait(&requests[1 - index], MPI_STATUS_IGNORE);
    } else {
        MPI_Send(values, 1, MPI_INT, 0, 2, MPI_COMM_WORLD);
        MPI_Recv(values, 1, MPI_INT, 0, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Send(values, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
