/*
 * patterns - four ways messages run between ranks.
 *
 *   pairwise  0 <-> 1, 2 <-> 3, ...       every pair at the same time
 *   pipe      0 -> 1 -> 2 -> ...          each waits for the one before
 *   ring      every rank to its right     all at the same time
 *   fan-in    all -> 0                    in whatever order they come
 *
 * usage: patterns [NAME]; all of them, or one, and how long that takes
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

enum {
    TAG = 1
};

/* The last of an odd number of ranks has nobody to talk to. */
static long pairwise(int rank, int size)
{
    int partner = (rank ^ 1) < size ? (rank ^ 1) : MPI_PROC_NULL;
    long mine = rank, theirs = -1;

    MPI_Sendrecv(&mine, 1, MPI_LONG, partner, TAG, &theirs, 1, MPI_LONG,
                 partner, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return theirs;
}


/* The sum of the ranks so far; complete on the last one. */
static long pipe_sum(int rank, int size)
{
    long sum = 0;

    if (rank > 0)
        MPI_Recv(&sum, 1, MPI_LONG, rank - 1, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    sum += rank;
    if (rank < size - 1)
        MPI_Send(&sum, 1, MPI_LONG, rank + 1, TAG, MPI_COMM_WORLD);
    return sum;
}


static long ring_shift(int rank, int size)
{
    long value = rank;

    MPI_Sendrecv_replace(&value, 1, MPI_LONG, (rank + 1) % size, TAG,
                         (rank + size - 1) % size, TAG, MPI_COMM_WORLD,
                         MPI_STATUS_IGNORE);
    return value;
}


/* Rank 0 takes what comes first; addition does not mind the order. */
static long fan_in(int rank, int size)
{
    long sum = rank;

    if (rank > 0)
        MPI_Send(&sum, 1, MPI_LONG, 0, TAG, MPI_COMM_WORLD);
    for (int i = 1; i < size && rank == 0; i++) {
        MPI_Status from;
        long value;

        MPI_Recv(&value, 1, MPI_LONG, MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD,
                 &from);
        sum += value == from.MPI_SOURCE ? value : -1;
    }
    return sum;
}


static const struct pattern {
    const char *name;
    long (*run)(int rank, int size);
    int last; /* the result is that of the last rank, not of rank 0 */
} patterns[] = {
    {"pairwise", pairwise, 0},
    {"pipe", pipe_sum, 1},
    {"ring", ring_shift, 0},
    {"fan-in", fan_in, 0},
};

enum {
    PATTERNS = sizeof patterns / sizeof *patterns
};

/* Returns the seconds until the last rank is done, on rank 0. */
static double run(const struct pattern *pattern, int rank, int size)
{
    int who = pattern->last ? size - 1 : 0;
    double mine = MPI_Wtime(), longest = 0;
    long result = pattern->run(rank, size);

    mine = MPI_Wtime() - mine;
    MPI_Bcast(&result, 1, MPI_LONG, who, MPI_COMM_WORLD);
    MPI_Reduce(&mine, &longest, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%-8s rank %d has %ld\n", pattern->name, who, result);
    return longest;
}


/* Only the first pattern is timed: all ranks begin it together.  Later ones
 * begin when the ranks come out of the one before. */
int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < PATTERNS; i++) {
        if (argc == 1) {
            run(&patterns[i], rank, size);
        } else if (!strcmp(argv[1], patterns[i].name)) {
            double seconds = run(&patterns[i], rank, size);

            if (rank == 0)
                printf("time: %.3f us\n", 1e6 * seconds);
        }
    }
    MPI_Finalize();
    return 0;
}
