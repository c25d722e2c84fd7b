/*
 * contention_times - messages that meet on the platform "default", where each
 * host has a link of its own for each direction.
 *
 * A case lists who sends to whom; all start together, and the time is that of
 * the last byte.
 */
#include "expect.h"

#include <dryrun.h>
#include <math.h>
#include <stdlib.h>

enum {
    RANKS = 4,
    SMALL = 10000,
    LARGE = 1000000
};

static const double LATENCY = 1e-6, BYTE = 1e-10, PERIOD = 1e-2;

struct pair {
    int from, to; /* from < 0 ends the list */
};

/* Start all messages of this rank, each received behind the others; returns how
 * many requests there are. */
static int start_messages(const struct pair *pairs, int bytes, char *data,
                          MPI_Request *req)
{
    int rank, n = 0;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; pairs[i].from >= 0; i++) {
        if (pairs[i].to == rank)
            MPI_Irecv(data + LARGE * (size_t)(i + 1), bytes, MPI_CHAR,
                      pairs[i].from, i, MPI_COMM_WORLD, &req[n++]);
        if (pairs[i].from == rank)
            MPI_Isend(data, bytes, MPI_CHAR, pairs[i].to, i, MPI_COMM_WORLD,
                      &req[n++]);
    }
    return n;
}


/* Run the case at a time of its own and compare with theory. */
static void last_byte(const struct pair *pairs, int bytes, double theory)
{
    static double begin = 1;
    char *data = malloc(LARGE * (2 * RANKS + 1));
    double mine, last = 0;
    MPI_Request req[2 * RANKS];
    int n;

    DR_Compute(begin - MPI_Wtime()); /* the clock is common to all ranks */
    n = start_messages(pairs, bytes, data, req);
    MPI_Waitall(n, req, MPI_STATUSES_IGNORE);
    mine = MPI_Wtime() - begin;
    DR_Compute(PERIOD / 2 - mine); /* or the next messages meet these */
    MPI_Allreduce(&mine, &last, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    if (fabs(last - theory) > 1e-10)
        fprintf(stderr, "%d bytes %d to %d...: %.6f us, theory %.6f us\n",
                bytes, pairs[0].from, pairs[0].to, 1e6 * last, 1e6 * theory);
    EXPECT(fabs(last - theory) <= 1e-10);
    begin += PERIOD;
    free(data);
}


int main(int argc, char **argv)
{
    const struct pair apart[] = {{0, 1}, {2, 3}, {-1, -1}};
    const struct pair swap[] = {{0, 1}, {1, 0}, {-1, -1}};
    const struct pair chain[] = {{0, 1}, {1, 2}, {2, 3}, {-1, -1}};
    const struct pair fan_in[] = {{1, 0}, {2, 0}, {3, 0}, {-1, -1}};
    const struct pair fan_out[] = {{0, 1}, {0, 2}, {0, 3}, {-1, -1}};
    const struct pair same[] = {{0, 1}, {0, 1}, {-1, -1}};
    double small = SMALL * BYTE, large = LARGE * BYTE;

    expect_start(&argc, &argv, RANKS);
    last_byte(apart, SMALL, LATENCY + small);
    last_byte(swap, SMALL, LATENCY + small);
    last_byte(chain, SMALL, LATENCY + small);
    last_byte(fan_in, SMALL, LATENCY + 3 * small);
    last_byte(fan_out, SMALL, LATENCY + 3 * small);
    last_byte(same, SMALL, LATENCY + 2 * small);

    last_byte(apart, LARGE, 3 * LATENCY + large);
    last_byte(swap, LARGE, 3 * LATENCY + large);
    last_byte(chain, LARGE, 3 * LATENCY + large);
    last_byte(fan_in, LARGE, 3 * LATENCY + 3 * large);
    last_byte(fan_out, LARGE, 3 * LATENCY + 3 * large);
    last_byte(same, LARGE, 3 * LATENCY + 2 * large);
    return expect_end();
}
