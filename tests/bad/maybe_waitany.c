/*
 * maybe_waitany - the program counts on the first of two requests being the
 * first to complete.
 *
 * ranks: 3
 * exit: 0
 * explore: 80
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value, other, index;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    value = other = rank;
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &requests[0]);
        MPI_Irecv(&other, 1, MPI_INT, 2, 1, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
        MPI_Send(&value, 1, MPI_INT, 1 + index, 2, MPI_COMM_WORLD);
        MPI_Wait(&requests[1 - index], MPI_STATUS_IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
        if (rank == 1)
            MPI_Recv(&value, 1, MPI_INT, 0, 2, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
