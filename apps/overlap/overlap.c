/*
 * overlap - how much of an exchange hides behind computation, by size.
 *
 * Two ranks send each other a message and wait.  Then they do it again, and
 * compute between MPI_Isend and MPI_Waitall for as long as the exchange took
 * alone.  If messages travel meanwhile, both together take as long as one of
 * them, and the overlap is 1; if they wait for the rank to come back to MPI, it
 * is 0.  The table has a line per size: bytes, microseconds of the exchange
 * alone and of both, overlap.
 *
 * usage: overlap [LARGEST]
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1,
    LARGEST = 4 << 20
};

/* Returns the seconds that an exchange and `compute` seconds of work take. */
static double exchange(char *room, int bytes, int peer, double compute)
{
    MPI_Request req[2];
    double start;

    MPI_Barrier(MPI_COMM_WORLD);
    start = MPI_Wtime();
    MPI_Irecv(room, bytes, MPI_CHAR, peer, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(room + bytes, bytes, MPI_CHAR, peer, TAG, MPI_COMM_WORLD,
              &req[1]);
    DR_Compute(compute);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    return MPI_Wtime() - start;
}


int main(int argc, char **argv)
{
    int rank, size, largest = argc > 1 ? atoi(argv[1]) : LARGEST;
    char *room = calloc(2, (size_t)largest);

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        printf("#  bytes     alone_us      both_us  overlap\n");
    for (int bytes = 1; bytes <= largest && size == 2; bytes *= 4) {
        double alone, both;

        exchange(room, bytes, 1 - rank, 0);
        alone = exchange(room, bytes, 1 - rank, 0);
        /* Both compute for as long as rank 0 needs. */
        MPI_Bcast(&alone, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
        both = exchange(room, bytes, 1 - rank, alone);
        if (rank == 0)
            printf("%8d %12.3f %12.3f %8.3f\n", bytes, 1e6 * alone, 1e6 * both,
                   (2 * alone - both) / alone);
    }
    MPI_Finalize();
    free(room);
    return 0;
}
