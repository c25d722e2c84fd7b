/*
 * alltoall.c - every rank sends one message to every other.
 *
 *     alltoall BYTES
 *
 * All are nonblocking and posted at once; the i-th goes i ranks to the right,
 * so that no rank is everybody's first.  Prints the seconds until all ranks
 * have everything.
 */
#include "span.h"

#include <stdlib.h>

static void exchange(int rank, int ranks, int bytes)
{
    size_t most = 2 * (size_t)ranks;
    char *out = calloc((size_t)bytes + 1, 1);
    char *in = calloc((size_t)ranks * (size_t)bytes + 1, 1);
    MPI_Request *req = calloc(most, sizeof(*req));
    int n = 0;

    if (out == NULL || in == NULL || req == NULL) {
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    for (int i = 1; i < ranks; i++) {
        int left = (rank + ranks - i) % ranks;

        MPI_Irecv(in + (size_t)left * (size_t)bytes, bytes, MPI_BYTE, left, 0,
                  MPI_COMM_WORLD, &req[n++]);
    }
    for (int i = 1; i < ranks; i++) {
        MPI_Isend(out, bytes, MPI_BYTE, (rank + i) % ranks, 0, MPI_COMM_WORLD,
                  &req[n++]);
    }
    MPI_Waitall(n, req, MPI_STATUSES_IGNORE);
    free(req);
    free(in);
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
    exchange(rank, ranks, bytes);
    span_print(began);
    MPI_Finalize();
    return 0;
}
