/*
 * short_receive - the count of a receive is a size in bytes, halved.
 *
 * usage: short_receive [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    NUMBERS = 8
};

int main(int argc, char **argv)
{
    int rank, room = argc > 1 ? NUMBERS : NUMBERS / 2;
    double numbers[NUMBERS] = {1};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(numbers, NUMBERS, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD);
    else {
        MPI_Recv(numbers, room, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        printf("the first is %.0f\n", numbers[0]);
    }
    MPI_Finalize();
    return 0;
}
