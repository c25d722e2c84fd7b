/*
 * waitall - everybody tells everybody a number.
 *
 * First partner after partner, each swap finished before the next one starts;
 * then all swaps at once, completed by one MPI_Waitall.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAG = 1
};

static void one_by_one(int mine, int *all, int rank, int size)
{
    for (int step = 1; step < size; step++) {
        int to = (rank + step) % size;
        int from = (rank + size - step) % size;

        MPI_Sendrecv(&mine, 1, MPI_INT, to, TAG, &all[from], 1, MPI_INT, from,
                     TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
}


static void all_at_once(int mine, int *all, int rank, int size)
{
    MPI_Request *req = malloc(2 * (size_t)size * sizeof *req);
    int n = 0;

    for (int step = 1; step < size; step++) {
        int from = (rank + size - step) % size;

        MPI_Irecv(&all[from], 1, MPI_INT, from, TAG, MPI_COMM_WORLD, &req[n++]);
    }
    for (int step = 1; step < size; step++)
        MPI_Isend(&mine, 1, MPI_INT, (rank + step) % size, TAG, MPI_COMM_WORLD,
                  &req[n++]);
    MPI_Waitall(n, req, MPI_STATUSES_IGNORE);
    free(req);
}


/* Run one form and print, on rank 0, the sum of what it heard. */
static void measure(const char *name, int rank, int size,
                    void (*form)(int mine, int *all, int rank, int size))
{
    int *all = calloc((size_t)size, sizeof *all);
    int sum = 0;
    double start;

    all[rank] = rank * rank;
    MPI_Barrier(MPI_COMM_WORLD);
    start = MPI_Wtime();
    form(rank * rank, all, rank, size);
    if (rank == 0) {
        double end = MPI_Wtime();

        for (int i = 0; i < size; i++)
            sum += all[i];
        printf("%-11s sum of squares %d: %.3f us\n", name, sum,
               1e6 * (end - start));
    }
    free(all);
}


int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    measure("one by one", rank, size, one_by_one);
    measure("all at once", rank, size, all_at_once);
    MPI_Finalize();
    return 0;
}
