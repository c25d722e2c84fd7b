/*
 * endless_probe - a consumer that waits for one message more than there are.
 *
 * Nobody tells it that there is no more work.
 *
 * usage: endless_probe [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    ITEMS = 3,
    WORK = 1,
    STOP = 2
};

static void produce(int consumer, int says_when)
{
    for (int item = 0; item < ITEMS; item++)
        MPI_Send(&item, 1, MPI_INT, consumer, WORK, MPI_COMM_WORLD);
    if (says_when)
        MPI_Send(NULL, 0, MPI_INT, consumer, STOP, MPI_COMM_WORLD);
}


static int consume(int producer)
{
    MPI_Status status;
    int item, items = 0;

    for (;;) {
        MPI_Probe(producer, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Recv(&item, 1, MPI_INT, producer, status.MPI_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (status.MPI_TAG == STOP)
            return items;
        items++;
    }
}


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        produce(1, argc > 1);
    else
        printf("%d items\n", consume(0));
    MPI_Finalize();
    return 0;
}
