/*
 * ring.c - every rank sends to its right and receives from its left.
 *
 *     ring BYTES ROUNDS
 *
 * A round is Irecv, Isend, Waitall on the same two buffers.  All state is on
 * the stack or the heap: file-scope variables would make a simulator with
 * private globals pay for something the benchmark does not ask about.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STRIDE = 509
}; /* check one byte in so many */

static unsigned char mark(int rank, size_t at)
{
    return (unsigned char)(1 + (rank * 31 + (int)(at % 251)) % 255);
}

static void fill(unsigned char *buf, size_t bytes, int rank)
{
    for (size_t i = 0; i < bytes; i += STRIDE) {
        buf[i] = mark(rank, i);
    }
}

static int wrong(const unsigned char *buf, size_t bytes, int rank)
{
    int n = 0;

    for (size_t i = 0; i < bytes; i += STRIDE) {
        n += buf[i] != mark(rank, i);
    }
    return n;
}

static void turn(unsigned char *out, unsigned char *in, int bytes, int left,
                 int right)
{
    MPI_Request req[2];

    MPI_Irecv(in, bytes, MPI_BYTE, left, 0, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(out, bytes, MPI_BYTE, right, 0, MPI_COMM_WORLD, &req[1]);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
}

int main(int argc, char **argv)
{
    int rank, ranks, left, right;
    double began;
    int bytes = argc > 1 ? atoi(argv[1]) : 8;
    int rounds = argc > 2 ? atoi(argv[2]) : 10;
    unsigned char *out = calloc((size_t)bytes + 1, 1);
    unsigned char *in = calloc((size_t)bytes + 1, 1);

    if (out == NULL || in == NULL) {
        fprintf(stderr, "ring: no memory for two buffers of %d B\n", bytes);
        return 1;
    }
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    left = (rank + ranks - 1) % ranks;
    right = (rank + 1) % ranks;
    fill(out, (size_t)bytes, rank);
    began = MPI_Wtime();
    for (int i = 0; i < rounds; i++) {
        turn(out, in, bytes, left, right);
    }
    if (wrong(in, (size_t)bytes, left) > 0) {
        fprintf(stderr, "ring: rank %d got wrong bytes from %d\n", rank, left);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    if (rank == 0) {
        printf("%d ranks, %d bytes, %d rounds, %.9f s\n", ranks, bytes, rounds,
               MPI_Wtime() - began);
    }
    MPI_Finalize();
    free(out);
    free(in);
    return 0;
}
