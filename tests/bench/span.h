/*
 * span.h - how long all ranks took, from the first begin to the last end.
 *
 * Each rank sends its own two times to rank 0 long after it has taken the
 * second, when everyone is done, so that measuring adds nothing to what is
 * measured.  Right where all ranks read one clock: on a simulator, where
 * sleeping costs nothing either.
 */
#ifndef BENCH_SPAN_H
#define BENCH_SPAN_H

#include <mpi.h>
#include <stdio.h>
#include <unistd.h>

enum {
    SPAN_TAG = 30000,
    SPAN_PAUSE_S = 1000
};

/* Print the seconds since `began`, over all ranks; every rank calls it. */
static inline void span_print(double began)
{
    double mine[2] = {began, MPI_Wtime()};
    int rank, ranks;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    sleep(SPAN_PAUSE_S);
    if (rank > 0) {
        MPI_Send(mine, 2, MPI_DOUBLE, 0, SPAN_TAG, MPI_COMM_WORLD);
        return;
    }
    for (int i = 1; i < ranks; i++) {
        double other[2];

        MPI_Recv(other, 2, MPI_DOUBLE, i, SPAN_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        mine[0] = other[0] < mine[0] ? other[0] : mine[0];
        mine[1] = other[1] > mine[1] ? other[1] : mine[1];
    }
    printf("%.12f\n", mine[1] - mine[0]);
}

#endif
