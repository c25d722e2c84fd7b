/*
 * stencil.c - a heat equation on strips of a plane, halos sent while the
 * inner rows are computed.
 *
 *     stencil ROWS COLUMNS ROUNDS
 *
 * Every rank has ROWS rows of COLUMNS values, and one more on either side for
 * its neighbours'.  All state is on the stack or the heap, as in ring.c.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

/* Rows `from` to before `end`. */
static void sweep(const double *restrict old, double *restrict new, int from,
                  int end, int columns)
{
    for (int i = from; i < end; i++) {
        const double *at = old + (size_t)i * (size_t)columns;
        double *to = new + (size_t)i *(size_t)columns;

        for (int k = 1; k < columns - 1; k++)
            to[k] = 0.25 *
                    (at[k - 1] + at[k + 1] + at[k - columns] + at[k + columns]);
    }
}

static void turn(double *old, double *new, int rows, int columns, int above,
                 int below)
{
    double *last = old + (size_t)rows * (size_t)columns;
    MPI_Request requests[4];

    MPI_Irecv(old, columns, MPI_DOUBLE, above, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(last + columns, columns, MPI_DOUBLE, below, 0, MPI_COMM_WORLD,
              &requests[1]);
    MPI_Isend(old + columns, columns, MPI_DOUBLE, above, 0, MPI_COMM_WORLD,
              &requests[2]);
    MPI_Isend(last, columns, MPI_DOUBLE, below, 0, MPI_COMM_WORLD,
              &requests[3]);
    sweep(old, new, 2, rows, columns);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    sweep(old, new, 1, 2, columns);
    sweep(old, new, rows, rows + 1, columns);
}

int main(int argc, char **argv)
{
    int rows = argc > 1 ? atoi(argv[1]) : 512;
    int columns = argc > 2 ? atoi(argv[2]) : 1024;
    int rounds = argc > 3 ? atoi(argv[3]) : 10;
    size_t cells = (size_t)(rows + 2) * (size_t)columns;
    double *old, *new, sum = 0;
    int rank, ranks;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    old = calloc(cells, sizeof *old);
    new = calloc(cells, sizeof *new);
    if (!old || !new) {
        fprintf(stderr, "stencil: no memory for %zu cells\n", 2 * cells);
        MPI_Abort(MPI_COMM_WORLD, 1);
        return 1;
    }
    for (size_t i = 0; i < cells; i++)
        old[i] = (double)(i % 7 + (size_t)rank);
    for (int i = 0; i < rounds; i++) {
        double *swap = old;

        turn(old, new, rows, columns, rank > 0 ? rank - 1 : MPI_PROC_NULL,
             rank < ranks - 1 ? rank + 1 : MPI_PROC_NULL);
        old = new;
        new = swap;
    }
    for (size_t i = 0; i < cells; i++)
        sum += old[i];
    MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d ranks, %d x %d, %d rounds: %.6f\n", ranks, rows, columns,
               rounds, sum);
    free(old);
    free(new);
    MPI_Finalize();
    return 0;
}
