/*
 * incast.c - every other rank sends one message to rank 0 at the same time.
 *
 *     incast BYTES
 *
 * Prints the seconds until rank 0 has them all.
 */
#include "span.h"

#include <stdlib.h>

/* Rank 0 posts a receive for each sender, into a buffer of its own. */
static void collect(int senders, int bytes)
{
    char *in = calloc((size_t)senders * (size_t)bytes + 1, 1);
    MPI_Request *req = calloc((size_t)senders + 1, sizeof(*req));

    if (in == NULL || req == NULL) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    for (int i = 0; i < senders; i++) {
        MPI_Irecv(in + (size_t)i * (size_t)bytes, bytes, MPI_BYTE, i + 1, 0,
                  MPI_COMM_WORLD, &req[i]);
    }
    MPI_Waitall(senders, req, MPI_STATUSES_IGNORE);
    free(req);
    free(in);
}

static void deliver(int bytes)
{
    char *out = calloc((size_t)bytes + 1, 1);

    if (out == NULL) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Send(out, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
    free(out);
}

int main(int argc, char **argv)
{
    int bytes = argc > 1 ? atoi(argv[1]) : 64;
    int rank, ranks;
    double began;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    began = MPI_Wtime();
    if (rank == 0) {
        collect(ranks - 1, bytes);
    } else {
        deliver(bytes);
    }
    span_print(began);
    MPI_Finalize();
    return 0;
}
