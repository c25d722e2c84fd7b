/*
 * uplink.c - the lower half of the ranks sends to the upper half.
 *
 *     uplink BYTES
 *
 * On two switches with one link between them (two-switches.xml) every message
 * crosses that link.  Prints the seconds until all have arrived.
 */
#include "span.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    int bytes = argc > 1 ? atoi(argv[1]) : 64;
    char *buf = calloc((size_t)bytes + 1, 1);
    int rank, ranks, half;
    double began;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    if (buf == NULL || ranks % 2 != 0) {
        fprintf(stderr, "uplink: needs an even number of ranks and memory\n");
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    half = ranks / 2;
    began = MPI_Wtime();
    if (rank < half) {
        MPI_Send(buf, bytes, MPI_BYTE, rank + half, 0, MPI_COMM_WORLD);
    } else {
        MPI_Recv(buf, bytes, MPI_BYTE, rank - half, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    span_print(began);
    MPI_Finalize();
    free(buf);
    return 0;
}
