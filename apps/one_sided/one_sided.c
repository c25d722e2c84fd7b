/*
 * one_sided - ranks that work on each other's memory without being asked.
 *
 * histogram   the bins are spread over the ranks; whoever has a sample adds 1
 *             to its bin, wherever that is (MPI_Accumulate)
 * counters    everybody counts one counter of rank 0 up, in three ways that
 *             lose no count:
 *               fetch and add      MPI_Fetch_and_op does it in one
 *               exclusive lock     read, add, write while nobody else may
 *               compare and swap   the same, behind a lock made of one integer
 *
 * usage: one_sided [SAMPLES PER RANK [COUNTS PER RANK]]
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SAMPLES = 500,
    COUNTS = 20,
    BINS_RANK = 16, /* of each rank */
    COUNTER = 0,    /* what stands where in rank 0's window */
    GATE = 1        /* 1 while somebody is inside */
};

/* Numbers that look random, and are the same everywhere. */
static unsigned next(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static int sample(int rank, int i, int bins)
{
    unsigned state = (unsigned)(rank * 7919 + i);

    next(&state);
    /* The lower bins get more. */
    return (
        int)((next(&state) % (unsigned)bins + next(&state) % (unsigned)bins) /
             2);
}

/* What one rank counts without the others. */
static int is_as_serial(const int *all, int ranks, int samples)
{
    int bins = ranks * BINS_RANK, same;
    int *expected = calloc((size_t)bins, sizeof *expected);

    for (int r = 0; r < ranks; r++) {
        for (int i = 0; i < samples; i++)
            expected[sample(r, i, bins)]++;
    }
    same = memcmp(all, expected, (size_t)bins * sizeof *expected) == 0;
    free(expected);
    return same;
}

static void histogram(int rank, int ranks, int samples)
{
    int bins = ranks * BINS_RANK, one = 1, *mine, *all;
    double began;
    MPI_Win win;

    MPI_Win_allocate(BINS_RANK * sizeof *mine, sizeof *mine, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &mine, &win);
    memset(mine, 0, BINS_RANK * sizeof *mine);
    MPI_Barrier(MPI_COMM_WORLD);
    began = MPI_Wtime();
    MPI_Win_lock_all(0, win);
    for (int i = 0; i < samples; i++) {
        int bin = sample(rank, i, bins);

        MPI_Accumulate(&one, 1, MPI_INT, bin / BINS_RANK, bin % BINS_RANK, 1,
                       MPI_INT, MPI_SUM, win);
    }
    MPI_Win_unlock_all(win);
    MPI_Barrier(MPI_COMM_WORLD);
    all = malloc((size_t)bins * sizeof *all);
    MPI_Gather(mine, BINS_RANK, MPI_INT, all, BINS_RANK, MPI_INT, 0,
               MPI_COMM_WORLD);
    if (rank == 0)
        printf("histogram: %d samples in %d bins %s: %.3f us\n",
               samples * ranks, bins,
               is_as_serial(all, ranks, samples) ? "as serial"
                                                 : "DIFFER from serial",
               1e6 * (MPI_Wtime() - began));
    free(all);
    MPI_Win_free(&win);
}


/* Read, add 1, write: whoever else did so meanwhile would be forgotten. */
static void count_up(MPI_Win win)
{
    int value;

    MPI_Get(&value, 1, MPI_INT, 0, COUNTER, 1, MPI_INT, win);
    MPI_Win_flush(0, win);
    value++;
    MPI_Put(&value, 1, MPI_INT, 0, COUNTER, 1, MPI_INT, win);
    MPI_Win_flush(0, win);
}

static void fetch_and_add(MPI_Win win, int counts)
{
    int one = 1, before;

    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    for (int i = 0; i < counts; i++) {
        MPI_Fetch_and_op(&one, &before, MPI_INT, 0, COUNTER, MPI_SUM, win);
        MPI_Win_flush(0, win);
    }
    MPI_Win_unlock(0, win);
}

static void exclusive_lock(MPI_Win win, int counts)
{
    for (int i = 0; i < counts; i++) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        count_up(win);
        MPI_Win_unlock(0, win);
    }
}

static void enter(MPI_Win win)
{
    int closed = 1, open = 0, found;

    do {
        MPI_Compare_and_swap(&closed, &open, &found, MPI_INT, 0, GATE, win);
        MPI_Win_flush(0, win);
    } while (found != open);
}

static void leave(MPI_Win win)
{
    int open = 0;

    MPI_Accumulate(&open, 1, MPI_INT, 0, GATE, 1, MPI_INT, MPI_REPLACE, win);
    MPI_Win_flush(0, win);
}

static void compare_and_swap(MPI_Win win, int counts)
{
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    for (int i = 0; i < counts; i++) {
        enter(win);
        count_up(win);
        leave(win);
    }
    MPI_Win_unlock(0, win);
}

static void measure(const char *name, void (*way)(MPI_Win win, int counts),
                    int rank, int ranks, int counts)
{
    int *memory;
    double began;
    MPI_Win win;

    MPI_Win_allocate(rank == 0 ? 2 * sizeof *memory : 0, sizeof *memory,
                     MPI_INFO_NULL, MPI_COMM_WORLD, &memory, &win);
    if (rank == 0)
        memory[COUNTER] = memory[GATE] = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    began = MPI_Wtime();
    way(win, counts);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        printf("%s: %d of %d counts: %.3f us\n", name, memory[COUNTER],
               counts * ranks, 1e6 * (MPI_Wtime() - began) / (counts * ranks));
    MPI_Win_free(&win);
}

int main(int argc, char **argv)
{
    int rank, ranks, samples, counts;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    samples = argc > 1 ? atoi(argv[1]) : SAMPLES;
    counts = argc > 2 ? atoi(argv[2]) : COUNTS;
    histogram(rank, ranks, samples);
    measure("fetch and add", fetch_and_add, rank, ranks, counts);
    measure("exclusive lock", exclusive_lock, rank, ranks, counts);
    measure("compare and swap", compare_and_swap, rank, ranks, counts);
    MPI_Finalize();
    return 0;
}
