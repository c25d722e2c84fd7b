/*
 * typical_sample_sort - each rank sorts, offers samples, and sends what lies
 * between splitters to the rank in charge, by Alltoall and Alltoallv.
 */
#include <stdlib.h>

#include "expect.h"

enum {
    RANKS = 4,
    EACH = 500
};

static int ascending(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* How many of `keys` go to each rank. */
static void divide(const int *keys, const int *splitters, int *counts)
{
    int to = 0;

    for (int i = 0; i < RANKS; i++)
        counts[i] = 0;
    for (int i = 0; i < EACH; i++) {
        while (to < RANKS - 1 && keys[i] >= splitters[to])
            to++;
        counts[to]++;
    }
}

static int sum_up(const int *counts, int *displs)
{
    int total = 0;

    for (int i = 0; i < RANKS; i++) {
        displs[i] = total;
        total += counts[i];
    }
    return total;
}

int main(int argc, char **argv)
{
    static int keys[EACH], all[RANKS * EACH], mine[RANKS * EACH];
    int samples[RANKS], offered[RANKS * RANKS], splitters[RANKS];
    int out[RANKS], in[RANKS], out_at[RANKS], in_at[RANKS], n, before = 0;
    int rank = expect_start(&argc, &argv, RANKS);

    for (int i = 0; i < EACH; i++)
        keys[i] = ((rank * EACH + i) * 7919 + 13) % 10007;
    MPI_Allgather(keys, EACH, MPI_INT, all, EACH, MPI_INT, MPI_COMM_WORLD);
    qsort(all, RANKS * EACH, sizeof *all, ascending);

    qsort(keys, EACH, sizeof *keys, ascending);
    for (int i = 0; i < RANKS; i++)
        samples[i] = keys[i * EACH / RANKS];
    MPI_Gather(samples, RANKS, MPI_INT, offered, RANKS, MPI_INT, 0,
               MPI_COMM_WORLD);
    if (rank == 0) {
        qsort(offered, RANKS * RANKS, sizeof *offered, ascending);
        for (int i = 0; i < RANKS - 1; i++)
            splitters[i] = offered[(i + 1) * RANKS];
    }
    MPI_Bcast(splitters, RANKS - 1, MPI_INT, 0, MPI_COMM_WORLD);
    divide(keys, splitters, out);
    MPI_Alltoall(out, 1, MPI_INT, in, 1, MPI_INT, MPI_COMM_WORLD);
    sum_up(out, out_at);
    n = sum_up(in, in_at);
    MPI_Alltoallv(keys, out, out_at, MPI_INT, mine, in, in_at, MPI_INT,
                  MPI_COMM_WORLD);
    qsort(mine, (size_t)n, sizeof *mine, ascending);
    MPI_Exscan(&n, &before, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i < n; i++)
        EXPECT(mine[i] == all[(rank == 0 ? 0 : before) + i]);
    return expect_end();
}
