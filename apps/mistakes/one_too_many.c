/*
 * one_too_many - the sender counts to and including the last.
 *
 * usage: one_too_many [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    MESSAGES = 3
};

int main(int argc, char **argv)
{
    int rank, number, last = argc > 1 ? MESSAGES - 1 : MESSAGES;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; rank == 0 && i <= last; i++)
        MPI_Send(&i, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    for (int i = 0; rank == 1 && i < MESSAGES; i++)
        MPI_Recv(&number, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 1)
        printf("the last is %d\n", number);
    MPI_Finalize();
    return 0;
}
