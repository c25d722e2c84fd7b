/*
 * test_overlap - how much of a transfer hides behind computation?
 *
 * Rank 0 sends a large block with MPI_Isend and computes in slices, looking
 * with MPI_Test after each whether the block has left.  Three times tell the
 * story: the transfer alone, the computation alone, both together.  What was
 * hidden is the sum of the first two minus the third.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1,
    BYTES = 4 << 20,
    SLICES = 100
};

static const double slice_s = 20e-6;

/* Compute all slices, polling `sending`; returns the slice it ended in. */
static int compute_and_poll(MPI_Request *sending)
{
    int ended = SLICES, done = 0;

    for (int i = 0; i < SLICES; i++) {
        DR_Compute(slice_s);
        if (!done) {
            MPI_Test(sending, &done, MPI_STATUS_IGNORE);
            ended = done ? i : ended;
        }
    }
    return ended;
}


static double transfer_alone(const char *block)
{
    double start = MPI_Wtime();
    MPI_Request sending;

    MPI_Isend(block, BYTES, MPI_CHAR, 1, TAG, MPI_COMM_WORLD, &sending);
    MPI_Wait(&sending, MPI_STATUS_IGNORE);
    return MPI_Wtime() - start;
}


static double compute_alone(void)
{
    double start = MPI_Wtime();
    MPI_Request none = MPI_REQUEST_NULL;

    compute_and_poll(&none);
    return MPI_Wtime() - start;
}


static double together(const char *block, int *ended)
{
    double start = MPI_Wtime();
    MPI_Request sending;

    MPI_Isend(block, BYTES, MPI_CHAR, 1, TAG, MPI_COMM_WORLD, &sending);
    *ended = compute_and_poll(&sending);
    MPI_Wait(&sending, MPI_STATUS_IGNORE);
    return MPI_Wtime() - start;
}


static void sender(const char *block)
{
    double transfer, compute, both, hidden;
    int ended;

    MPI_Barrier(MPI_COMM_WORLD);
    transfer = transfer_alone(block);
    compute = compute_alone();
    MPI_Barrier(MPI_COMM_WORLD);
    both = together(block, &ended);
    hidden = transfer + compute - both;
    printf("transfer alone     %.3f us\n", 1e6 * transfer);
    printf("computation alone  %.3f us\n", 1e6 * compute);
    printf("both together      %.3f us\n", 1e6 * both);
    printf("hidden             %.3f us = %.1f %% of the transfer\n",
           1e6 * hidden, 100 * hidden / transfer);
    printf("seen complete after %.3f us of computation\n",
           1e6 * slice_s * (ended + 1));
}


static void receiver(char *block)
{
    long wrong = 0;

    for (int turn = 0; turn < 2; turn++) {
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Recv(block, BYTES, MPI_CHAR, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        for (int i = 0; i < BYTES; i++)
            wrong += block[i] != (char)(i % 101);
    }
    printf("received twice %d bytes, %ld wrong\n", BYTES, wrong);
}


int main(int argc, char **argv)
{
    int rank, size;
    char *block = malloc(BYTES);

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (size != 2) {
        if (rank == 0)
            fprintf(stderr, "test_overlap runs on 2 ranks, not %d\n", size);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    for (int i = 0; i < BYTES; i++)
        block[i] = rank == 0 ? (char)(i % 101) : 0;
    if (rank == 0)
        sender(block);
    else
        receiver(block);
    MPI_Finalize();
    free(block);
    return 0;
}
