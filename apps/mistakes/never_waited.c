/*
 * never_waited - a flag was sent; nobody asks whether it has left.
 *
 * usage: never_waited [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, flag = 1;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Isend(&flag, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        if (argc > 1)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(&flag, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("flag %d\n", flag);
    }
    MPI_Finalize();
    return 0;
}
