/*
 * buffered_exchange - everybody sends to everybody, then everybody receives.
 *
 * Small messages are copied out of the way, and it works.  An MPI need not do
 * that: with larger blocks, or on another machine, all ranks stay in MPI_Send.
 *
 * usage: buffered_exchange [right], on 2 ranks or more
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1,
    MOST = 64 /* ranks */
};

static void wrong(int rank, int size, int theirs[])
{
    for (int r = 0; r < size; r++)
        if (r != rank)
            MPI_Send(&rank, 1, MPI_INT, r, TAG, MPI_COMM_WORLD);
    for (int r = 0; r < size; r++)
        if (r != rank)
            MPI_Recv(&theirs[r], 1, MPI_INT, r, TAG, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
}


/* All receives are posted before anybody sends. */
static void right(int rank, int size, int theirs[])
{
    MPI_Request requests[MOST];
    int n = 0;

    for (int r = 0; r < size; r++)
        if (r != rank)
            MPI_Irecv(&theirs[r], 1, MPI_INT, r, TAG, MPI_COMM_WORLD,
                      &requests[n++]);
    for (int r = 0; r < size; r++)
        if (r != rank)
            MPI_Send(&rank, 1, MPI_INT, r, TAG, MPI_COMM_WORLD);
    MPI_Waitall(n, requests, MPI_STATUSES_IGNORE);
}


int main(int argc, char **argv)
{
    int rank, size, sum = 0, theirs[MOST] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (size > MOST)
        MPI_Abort(MPI_COMM_WORLD, 1);
    if (argc > 1)
        right(rank, size, theirs);
    else
        wrong(rank, size, theirs);
    for (int r = 0; r < size; r++)
        sum += theirs[r];
    if (rank == 0)
        printf("the others' numbers add up to %d\n", sum);
    MPI_Finalize();
    return 0;
}
