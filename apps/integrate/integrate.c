/*
 * integrate - pi as the integral of 4 / (1 + x * x) from 0 to 1.
 *
 * Rank 0 cuts the interval into ranges and sends one to every rank; each rank
 * integrates its range and sends back the partial sum.  Sums are added in
 * rank order, so that the result is the same in every run.
 *
 * The file-scope counter is there on purpose: it belongs to one rank, on the
 * simulator as on a real MPI.
 *
 * usage: integrate [POINTS PER RANK]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG_RANGE = 1,
    TAG_SUM = 2,
    POINTS = 100000
};

static long evaluations;

static double f(double x)
{
    evaluations++;
    return 4 / (1 + x * x);
}


/* The midpoint rule. */
static double integrate(double from, double to, int points)
{
    double width = (to - from) / points, sum = 0;

    for (int i = 0; i < points; i++)
        sum += f(from + (i + 0.5) * width);
    return sum * width;
}


static void distribute(int size, double *mine)
{
    for (int r = 0; r < size; r++) {
        double range[2] = {(double)r / size, (double)(r + 1) / size};

        if (r == 0)
            mine[0] = range[0], mine[1] = range[1];
        else
            MPI_Send(range, 2, MPI_DOUBLE, r, TAG_RANGE, MPI_COMM_WORLD);
    }
}


static void collect(int size, double *total)
{
    for (int r = 1; r < size; r++) {
        double part[2];

        MPI_Recv(part, 2, MPI_DOUBLE, r, TAG_SUM, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        total[0] += part[0];
        total[1] += part[1];
    }
}


int main(int argc, char **argv)
{
    double range[2], sum[2], start; /* sum: integral, evaluations */
    int rank, size, points;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    points = argc > 1 ? atoi(argv[1]) : POINTS;
    start = MPI_Wtime();

    if (rank == 0)
        distribute(size, range);
    else
        MPI_Recv(range, 2, MPI_DOUBLE, 0, TAG_RANGE, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    sum[0] = integrate(range[0], range[1], points);
    sum[1] = (double)evaluations;
    if (rank == 0)
        collect(size, sum);
    else
        MPI_Send(sum, 2, MPI_DOUBLE, 0, TAG_SUM, MPI_COMM_WORLD);

    if (rank == 0)
        printf("pi is about %.10f\n"
               "evaluations: %ld of rank 0, %.0f of all\n"
               "time: %.3f us\n",
               sum[0], evaluations, sum[1], 1e6 * (MPI_Wtime() - start));
    MPI_Finalize();
    return 0;
}
