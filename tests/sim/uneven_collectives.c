/*
 * uneven_collectives - collectives with a count per rank, and prefixes.
 * MPI-3.1, sections 5.5 to 5.11.
 */
#include "expect.h"

enum {
    RANKS = 4,
    ROOM = 64
};

/* Rank r owns r + 1 integers; with a hole after each block. */
static void layout(int *counts, int *places)
{
    for (int r = 0, at = 0; r < RANKS; r++) {
        counts[r] = r + 1;
        places[r] = at;
        at += r + 2;
    }
}

static void check_blocks(const int *all)
{
    int counts[RANKS], places[RANKS];

    layout(counts, places);
    for (int r = 0; r < RANKS; r++) {
        for (int i = 0; i < counts[r]; i++)
            EXPECT(all[places[r] + i] == 10 * r + i);
        EXPECT(all[places[r] + counts[r]] == -1); /* the hole */
    }
}


static void blocks_of_any_length_are_gathered(int rank)
{
    int counts[RANKS], places[RANKS], mine[RANKS], all[ROOM];

    layout(counts, places);
    for (int i = 0; i <= rank; i++)
        mine[i] = 10 * rank + i;
    for (int root = 0; root < RANKS; root++) {
        for (int i = 0; i < ROOM; i++)
            all[i] = -1;
        MPI_Gatherv(mine, rank + 1, MPI_INT, all, counts, places, MPI_INT, root,
                    MPI_COMM_WORLD);
        if (rank == root)
            check_blocks(all);
    }
    for (int i = 0; i < ROOM; i++)
        all[i] = -1;
    MPI_Allgatherv(mine, rank + 1, MPI_INT, all, counts, places, MPI_INT,
                   MPI_COMM_WORLD);
    check_blocks(all);
}


static void blocks_of_any_length_are_scattered(int rank)
{
    int counts[RANKS], places[RANKS], all[ROOM], mine[RANKS + 1];

    layout(counts, places);
    for (int r = 0; r < RANKS; r++)
        for (int i = 0; i < counts[r]; i++)
            all[places[r] + i] = 10 * r + i;
    for (int root = 0; root < RANKS; root++) {
        mine[rank + 1] = -1;
        MPI_Scatterv(all, counts, places, MPI_INT, mine, rank + 1, MPI_INT,
                     root, MPI_COMM_WORLD);
        for (int i = 0; i <= rank; i++)
            EXPECT(mine[i] == 10 * rank + i);
        EXPECT(mine[rank + 1] == -1);
    }
}


/* Rank r sends r + s integers to rank s; rank 0 sends nothing to itself. */
static void blocks_of_any_length_are_exchanged(int rank)
{
    int counts[RANKS], places[RANKS], out[ROOM], in[ROOM];

    for (int s = 0, at = 0; s < RANKS; s++) {
        counts[s] = rank + s;
        places[s] = at;
        for (int i = 0; i < counts[s]; i++)
            out[at++] = 100 * rank + 10 * s + i;
    }
    for (int i = 0; i < ROOM; i++)
        in[i] = -1;
    MPI_Alltoallv(out, counts, places, MPI_INT, in, counts, places, MPI_INT,
                  MPI_COMM_WORLD);
    for (int s = 0; s < RANKS; s++)
        for (int i = 0; i < counts[s]; i++)
            EXPECT(in[places[s] + i] == 100 * s + 10 * rank + i);
    EXPECT(in[places[RANKS - 1] + counts[RANKS - 1]] == -1);
}


static void prefixes_include_or_exclude_oneself(int rank)
{
    int mine[2] = {rank + 1, 1 << rank}, got[2] = {-1, -1};

    MPI_Scan(mine, got, 2, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(got[0] == (rank + 1) * (rank + 2) / 2);
    EXPECT(got[1] == (2 << rank) - 1);
    got[0] = -1;
    MPI_Exscan(mine, got, 2, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(rank == 0 || got[0] == rank * (rank + 1) / 2);
    MPI_Scan(MPI_IN_PLACE, mine, 2, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    EXPECT(mine[0] == rank + 1 && mine[1] == 1 << rank);
}


static void reductions_are_scattered(int rank)
{
    int counts[RANKS], places[RANKS], mine[ROOM], got[RANKS + 1];

    layout(counts, places);
    for (int i = 0; i < ROOM; i++)
        mine[i] = i + rank;
    got[rank + 1] = -1;
    MPI_Reduce_scatter(mine, got, counts, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i <= rank; i++)
        EXPECT(got[i] == RANKS * (rank * (rank + 1) / 2 + i) + 6);
    EXPECT(got[rank + 1] == -1);
    got[2] = -1;
    MPI_Reduce_scatter_block(mine, got, 2, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(got[0] == RANKS * 2 * rank + 6 && got[2] == -1);
    EXPECT(got[1] == RANKS * (2 * rank + 1) + 6);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    blocks_of_any_length_are_gathered(rank);
    blocks_of_any_length_are_scattered(rank);
    blocks_of_any_length_are_exchanged(rank);
    prefixes_include_or_exclude_oneself(rank);
    reductions_are_scattered(rank);
    return expect_end();
}
