/*
 * waited_twice - a request is copied, and both copies are completed.
 *
 * usage: waited_twice [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, number = 0;
    MPI_Request request, pending[1];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Irecv(&number, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, &request);
    MPI_Send(&rank, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD);
    pending[0] = request;
    if (argc == 1)
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Waitall(1, pending, MPI_STATUSES_IGNORE);
    if (rank == 0)
        printf("rank 0 heard from %d\n", number);
    MPI_Finalize();
    return 0;
}
