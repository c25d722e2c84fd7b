/*
 * typical_conjugate_gradient - the Poisson equation on a line, by rows; one
 * halo exchange and two sums a step.
 */
#include <math.h>

#include "expect.h"

enum {
    RANKS = 4,
    MINE = 10,
    N = RANKS * MINE
};

static const MPI_Comm comm = MPI_COMM_WORLD;

/* x has a place for a neighbour's value at both ends. */
static void apply(double *x, double *y, int rank)
{
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int right = rank < RANKS - 1 ? rank + 1 : MPI_PROC_NULL;
    MPI_Request req[4];

    x[0] = x[MINE + 1] = 0;
    MPI_Irecv(&x[0], 1, MPI_DOUBLE, left, 0, comm, &req[0]);
    MPI_Irecv(&x[MINE + 1], 1, MPI_DOUBLE, right, 1, comm, &req[1]);
    MPI_Isend(&x[1], 1, MPI_DOUBLE, left, 1, comm, &req[2]);
    MPI_Isend(&x[MINE], 1, MPI_DOUBLE, right, 0, comm, &req[3]);
    MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
    for (int i = 1; i <= MINE; i++)
        y[i] = 2 * x[i] - x[i - 1] - x[i + 1];
}

static double dot(const double *x, const double *y)
{
    double sum = 0;

    for (int i = 1; i <= MINE; i++)
        sum += x[i] * y[i];
    MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, comm);
    return sum;
}

int main(int argc, char **argv)
{
    double x[MINE + 2] = {0}, r[MINE + 2] = {0}, p[MINE + 2], q[MINE + 2];
    double rr, before;
    int rank = expect_start(&argc, &argv, RANKS), steps = 0;

    for (int i = 1; i <= MINE; i++)
        p[i] = r[i] = 1;
    for (rr = dot(r, r); rr > 1e-20 && steps < 2 * N; steps++) {
        double step;

        apply(p, q, rank);
        step = rr / dot(p, q);
        for (int i = 1; i <= MINE; i++) {
            x[i] += step * p[i];
            r[i] -= step * q[i];
        }
        before = rr;
        rr = dot(r, r);
        for (int i = 1; i <= MINE; i++)
            p[i] = r[i] + rr / before * p[i];
    }
    EXPECT(steps <= N);
    for (int i = 1; i <= MINE; i++) {
        double k = rank * MINE + i; /* the solution is a parabola */

        EXPECT(fabs(x[i] - k * (N + 1 - k) / 2) < 1e-8);
    }
    return expect_end();
}
