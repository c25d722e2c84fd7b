/*
 * send_ring - everybody passes a large block to the right neighbour.
 *
 * All ranks are in MPI_Send at once, each waiting for a neighbour that does
 * not receive because it waits for the next one, once around.
 *
 * usage: send_ring [right], on 2 ranks or more
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1,
    COUNT = 1 << 17 /* doubles: 1 MiB, more than an MPI buffers */
};

static double mine[COUNT], theirs[COUNT];

static void pass_on(int right)
{
    MPI_Send(mine, COUNT, MPI_DOUBLE, right, TAG, MPI_COMM_WORLD);
}


static void take(int left)
{
    MPI_Recv(theirs, COUNT, MPI_DOUBLE, left, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
}


int main(int argc, char **argv)
{
    int rank, size, left, right, breaks_the_ring;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    right = (rank + 1) % size;
    mine[0] = rank;

    breaks_the_ring = argc > 1 && rank == 0;
    if (breaks_the_ring) {
        take(left);
        pass_on(right);
    } else {
        pass_on(right);
        take(left);
    }

    if (rank == 0)
        printf("rank 0 has the block of rank %g\n", theirs[0]);
    MPI_Finalize();
    return 0;
}
