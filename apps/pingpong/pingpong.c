/*
 * pingpong - the time of one message, by size.
 *
 * Ranks 0 and 1 throw a message back and forth; half of a round trip is the
 * one-way time.  The table has a line per size: bytes, microseconds.
 *
 * usage: pingpong [ROUND TRIPS]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1,
    LARGEST = 4 << 20,
    TRIPS = 10
};

static void throw_ball(char *ball, int bytes, int rank)
{
    if (rank == 0)
        MPI_Send(ball, bytes, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
    MPI_Recv(ball, bytes, MPI_CHAR, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (rank == 1)
        MPI_Send(ball, bytes, MPI_CHAR, 0, TAG, MPI_COMM_WORLD);
}


int main(int argc, char **argv)
{
    char *ball = calloc(1, LARGEST);
    int rank, size, trips;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    trips = argc > 1 ? atoi(argv[1]) : TRIPS;
    if (rank == 0)
        printf("#  bytes   one_way_us\n");
    for (int bytes = 1; bytes <= LARGEST && rank < 2 && size > 1; bytes *= 2) {
        double start;

        throw_ball(ball, bytes, rank); /* warm up */
        start = MPI_Wtime();
        for (int i = 0; i < trips; i++)
            throw_ball(ball, bytes, rank);
        if (rank == 0)
            printf("%8d %12.6f\n", bytes,
                   1e6 * (MPI_Wtime() - start) / trips / 2);
    }
    MPI_Finalize();
    free(ball);
    return 0;
}
