/*
 * typical_odd_even_sort - neighbours exchange their sorted shares and keep the
 * smaller or larger half.
 */
#include <stdlib.h>
#include <string.h>

#include "expect.h"

enum {
    RANKS = 5,
    EACH = 30
};

static int ascending(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void exchange(int *mine, int partner, int rank)
{
    int both[2 * EACH];

    if (partner < 0 || partner >= RANKS)
        return;
    memcpy(both, mine, EACH * sizeof *mine);
    MPI_Sendrecv(mine, EACH, MPI_INT, partner, 0, both + EACH, EACH, MPI_INT,
                 partner, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    qsort(both, 2 * EACH, sizeof *both, ascending);
    memcpy(mine, rank < partner ? both : both + EACH, EACH * sizeof *mine);
}

int main(int argc, char **argv)
{
    int mine[EACH], all[RANKS * EACH];
    int rank = expect_start(&argc, &argv, RANKS);

    for (int i = 0; i < EACH; i++)
        mine[i] = (rank * EACH + i) * 7919 % (RANKS * EACH + 1);
    qsort(mine, EACH, sizeof *mine, ascending);
    for (int phase = 0; phase < RANKS; phase++)
        exchange(mine, (phase + rank) % 2 == 0 ? rank + 1 : rank - 1, rank);
    MPI_Gather(mine, EACH, MPI_INT, all, EACH, MPI_INT, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        int expected[RANKS * EACH];

        for (int i = 0; i < RANKS * EACH; i++)
            expected[i] = i * 7919 % (RANKS * EACH + 1);
        qsort(expected, RANKS * EACH, sizeof *expected, ascending);
        EXPECT(memcmp(all, expected, sizeof all) == 0);
    }
    return expect_end();
}
