/*
 * head_to_head - two ranks swap a large message, and both send first.
 *
 * MPI_Send may wait until the receiver has asked for the message.  Both wait
 * for that in MPI_Send, so neither comes to its MPI_Recv.
 *
 * usage: head_to_head [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1,
    COUNT = 1 << 17 /* doubles: 1 MiB, more than an MPI buffers */
};

static double mine[COUNT], theirs[COUNT];

static void wrong(int other)
{
    MPI_Send(mine, COUNT, MPI_DOUBLE, other, TAG, MPI_COMM_WORLD);
    MPI_Recv(theirs, COUNT, MPI_DOUBLE, other, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
}


static void right(int other)
{
    MPI_Sendrecv(mine, COUNT, MPI_DOUBLE, other, TAG, theirs, COUNT, MPI_DOUBLE,
                 other, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine[0] = rank;
    if (argc > 1)
        right(1 - rank);
    else
        wrong(1 - rank);
    if (rank == 0)
        printf("rank 0 has the message of rank %g\n", theirs[0]);
    MPI_Finalize();
    return 0;
}
