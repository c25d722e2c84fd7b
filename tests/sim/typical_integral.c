/*
 * typical_integral - pi as an integral, prefix sums by Scan, and a random walk
 * whose extremes come by an operator of its own.
 */
#include <math.h>

#include "expect.h"

enum {
    RANKS = 4,
    STEPS = 1000
};

static void hull(void *in, void *inout, int *count, MPI_Datatype *type)
{
    const int *a = in;
    int *b = inout;

    (void)type;
    for (int i = 0; i < *count; i++, a += 2, b += 2) {
        b[0] = a[0] < b[0] ? a[0] : b[0];
        b[1] = a[1] > b[1] ? a[1] : b[1];
    }
}

static void extremes_of_a_walk(int rank)
{
    int at = 0, low = 0, high = 0, before = 0, both[2], expected[2] = {0, 0};
    unsigned state = 1;
    MPI_Datatype pair;
    MPI_Op op;

    /* All walk it; a rank keeps what its quarter does, from where that began.
     */
    for (int i = 0, all = 0; i < RANKS * STEPS; i++) {
        int step;

        state = state * 1103515245u + 12345u;
        step = state >> 16 & 1 ? 1 : -1;
        all += step;
        expected[0] = all < expected[0] ? all : expected[0];
        expected[1] = all > expected[1] ? all : expected[1];
        if (i / STEPS == rank) {
            at += step;
            low = at < low ? at : low;
            high = at > high ? at : high;
        }
    }
    MPI_Exscan(&at, &before, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    both[0] = before + low;
    both[1] = before + high;
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Op_create(hull, 1, &op);
    MPI_Allreduce(MPI_IN_PLACE, both, 1, pair, op, MPI_COMM_WORLD);
    EXPECT(both[0] == expected[0] && both[1] == expected[1]);
    MPI_Op_free(&op);
    MPI_Type_free(&pair);
}

int main(int argc, char **argv)
{
    double mine = 0, pi = 0;
    int rank = expect_start(&argc, &argv, RANKS), n = STEPS, sum;

    MPI_Bcast(&n, 1, MPI_INT, 0, MPI_COMM_WORLD);
    for (int i = rank; i < n; i += RANKS) {
        double x = (i + 0.5) / n;

        mine += 4 / (1 + x * x) / n;
    }
    MPI_Reduce(&mine, &pi, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    EXPECT(rank != 0 || fabs(pi - 3.14159265358979) < 1e-6);
    n = rank + 1;
    MPI_Scan(&n, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(sum == (rank + 1) * (rank + 2) / 2);
    extremes_of_a_walk(rank);
    return expect_end();
}
