/*
 * crossed_order - a collective and a message, in a different order.
 *
 * Rank 0 wants everybody in the barrier before it sends; rank 1 wants the
 * message before it goes to the barrier.
 *
 * usage: crossed_order [right], on 3 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1
};

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1 && argc == 1)
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    if (rank == 1 && argc > 1)
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (rank == 1)
        printf("rank 1 has %d\n", value);
    MPI_Finalize();
    return 0;
}
