/*
 * receive_receive - two ranks talk to each other, and both listen first.
 *
 * usage: receive_receive [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1
};

static int hear(int other)
{
    int number;

    MPI_Recv(&number, 1, MPI_INT, other, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return number;
}


static void say(int other, int number)
{
    MPI_Send(&number, 1, MPI_INT, other, TAG, MPI_COMM_WORLD);
}


static int wrong(int rank, int other)
{
    int number = hear(other);

    say(other, rank);
    return number;
}


/* Rank 0 listens first, rank 1 speaks first. */
static int right(int rank, int other)
{
    int number;

    if (rank == 0)
        return wrong(rank, other);
    say(other, rank);
    number = hear(other);
    return number;
}


int main(int argc, char **argv)
{
    int rank, number;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    number = argc > 1 ? right(rank, 1 - rank) : wrong(rank, 1 - rank);
    if (rank == 0)
        printf("rank 0 heard from rank %d\n", number);
    MPI_Finalize();
    return 0;
}
