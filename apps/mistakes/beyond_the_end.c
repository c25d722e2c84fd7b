/*
 * beyond_the_end - the last rank has no right neighbour.
 *
 * usage: beyond_the_end [right], on 3 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size, left, right, from = -1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    right = argc > 1 && rank == size - 1 ? MPI_PROC_NULL : rank + 1;
    MPI_Sendrecv(&rank, 1, MPI_INT, right, 0, &from, 1, MPI_INT, left, 0,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == size - 1)
        printf("the last one's neighbour is %d\n", from);
    MPI_Finalize();
    return 0;
}
