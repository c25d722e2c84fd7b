/*
 * lucky_wildcard - a receive from anybody that must not take one certain
 * message, and usually does not.
 *
 * Rank 0 collects one result from every other rank: the first to come, then
 * that of the last rank, then the rest.  When the first to come is that of the
 * last rank, the receive after it waits for a second one.
 *
 * usage: lucky_wildcard [right], on 3 ranks or more
 */
#include <mpi.h>
#include <stdio.h>

enum {
    RESULT = 1,
    LAST_RESULT = 2
};

static int collect(int source, int tag)
{
    int result;

    MPI_Recv(&result, 1, MPI_INT, source, tag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return result;
}


int main(int argc, char **argv)
{
    int rank, size, last, tag_of_last, sum;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    last = size - 1;
    tag_of_last = argc > 1 ? LAST_RESULT : RESULT;

    if (rank == 0) {
        sum = collect(MPI_ANY_SOURCE, RESULT);
        sum += collect(last, tag_of_last);
        for (int i = 1; i < size - 2; i++)
            sum += collect(MPI_ANY_SOURCE, RESULT);
        printf("sum %d\n", sum);
    } else {
        MPI_Send(&rank, 1, MPI_INT, 0, rank == last ? tag_of_last : RESULT,
                 MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
