/*
 * floats_for_ints - one side says float, the other int: the size is right.
 *
 * usage: floats_for_ints [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, number = 42;
    MPI_Datatype type = argc > 1 ? MPI_INT : MPI_FLOAT;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&number, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    else {
        MPI_Recv(&number, 1, type, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        printf("number %d\n", number);
    }
    MPI_Finalize();
    return 0;
}
