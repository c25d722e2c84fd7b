/*
 * nonblocking_uneven - collectives with a count per rank, scattered reductions
 * and prefixes as requests.  MPI-3.1, section 5.12.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 4,
    ALL = RANKS * (RANKS + 3) / 2, /* integers of a layout, with holes */
    LARGE = 1 << 16
};

static const MPI_Comm world = MPI_COMM_WORLD;

/* Rank r owns r + 1 integers; a hole follows each block. */
static void layout(int *counts, int *places)
{
    for (int r = 0, at = 0; r < RANKS; r++) {
        counts[r] = r + 1;
        places[r] = at;
        at += r + 2;
    }
}

/* The blocks of all ranks; -1 in holes. */
static void fill(int *all)
{
    int counts[RANKS], places[RANKS];

    layout(counts, places);
    for (int i = 0; i < ALL; i++)
        all[i] = -1;
    for (int r = 0; r < RANKS; r++)
        for (int i = 0; i < counts[r]; i++)
            all[places[r] + i] = 10 * r + i;
}

static void clear(int *data, int count)
{
    for (int i = 0; i < count; i++)
        data[i] = -1;
}


static void blocks_of_any_length_move(int rank)
{
    int counts[RANKS], places[RANKS], right[ALL], mine[RANKS];
    int gathered[RANKS][ALL], every[ALL], part[RANKS][RANKS + 1];
    MPI_Request req[2 * RANKS + 1];

    layout(counts, places);
    fill(right);
    memcpy(mine, right + places[rank], sizeof(int[rank + 1]));
    clear(every, ALL);
    for (int root = 0; root < RANKS; root++) {
        int *full = rank == root ? counts : NULL;

        clear(gathered[root], ALL);
        clear(part[root], RANKS + 1);
        MPI_Igatherv(mine, rank + 1, MPI_INT, gathered[root], full,
                     full ? places : NULL, MPI_INT, root, world,
                     &req[2 * root]);
        MPI_Iscatterv(right, full, full ? places : NULL, MPI_INT, part[root],
                      rank + 1, MPI_INT, root, world, &req[2 * root + 1]);
    }
    MPI_Iallgatherv(mine, rank + 1, MPI_INT, every, counts, places, MPI_INT,
                    world, &req[2 * RANKS]);
    MPI_Waitall(2 * RANKS + 1, req, MPI_STATUSES_IGNORE);
    EXPECT(memcmp(gathered[rank], right, sizeof right) == 0);
    EXPECT(memcmp(every, right, sizeof right) == 0);
    for (int root = 0; root < RANKS; root++) {
        EXPECT(memcmp(part[root], mine, sizeof(int[rank + 1])) == 0);
        EXPECT(part[root][rank + 1] == -1);
        EXPECT(root == rank || gathered[root][0] == -1);
    }
}


static void in_place_blocks_stay(int rank)
{
    int counts[RANKS], places[RANKS], right[ALL], mine[RANKS];
    int gathered[ALL], every[ALL];
    MPI_Request req[3];

    layout(counts, places);
    fill(right);
    memcpy(mine, right + places[rank], sizeof(int[rank + 1]));
    clear(gathered, ALL);
    clear(every, ALL);
    memcpy(gathered + places[rank], mine, sizeof(int[rank + 1]));
    memcpy(every + places[rank], mine, sizeof(int[rank + 1]));
    MPI_Igatherv(rank == 1 ? MPI_IN_PLACE : mine, rank + 1, MPI_INT, gathered,
                 counts, places, MPI_INT, 1, world, &req[0]);
    MPI_Iallgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, every, counts, places,
                    MPI_INT, world, &req[1]);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    EXPECT(rank != 1 || memcmp(gathered, right, sizeof right) == 0);
    EXPECT(memcmp(every, right, sizeof right) == 0);
    clear(mine, RANKS);
    MPI_Iscatterv(right, counts, places, MPI_INT,
                  rank == 2 ? MPI_IN_PLACE : mine, rank + 1, MPI_INT, 2, world,
                  &req[2]);
    MPI_Wait(&req[2], MPI_STATUS_IGNORE);
    EXPECT(mine[0] == (rank == 2 ? -1 : 10 * rank));
}


/* Rank r sends r + s integers to rank s; rank 0 sends nothing to itself. */
static void blocks_of_any_length_are_exchanged(int rank)
{
    int counts[RANKS], places[RANKS], out[ALL + RANKS * RANKS];
    int in[ALL + RANKS * RANKS], end = 0;
    MPI_Request req;

    clear(in, ALL + RANKS * RANKS);
    for (int s = 0; s < RANKS; s++) {
        counts[s] = rank + s;
        places[s] = end;
        for (int i = 0; i < counts[s]; i++)
            out[end++] = 100 * rank + 10 * s + i;
    }
    MPI_Ialltoallv(out, counts, places, MPI_INT, in, counts, places, MPI_INT,
                   world, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    for (int s = 0; s < RANKS; s++)
        for (int i = 0; i < counts[s]; i++)
            EXPECT(in[places[s] + i] == 100 * s + 10 * rank + i);
    EXPECT(in[end] == -1);
    MPI_Ialltoallv(MPI_IN_PLACE, NULL, NULL, MPI_DATATYPE_NULL, in, counts,
                   places, MPI_INT, world, &req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(memcmp(in, out, sizeof(int[end])) == 0 && in[end] == -1);
}


static void reductions_are_scattered(int rank)
{
    int counts[RANKS], places[RANKS], mine[ALL], got[RANKS + 1], two[3];
    int own[ALL], first = rank * (rank + 1) / 2;
    MPI_Request req[3];

    layout(counts, places);
    for (int i = 0; i < ALL; i++)
        own[i] = mine[i] = i + rank;
    clear(got, RANKS + 1);
    clear(two, 3);
    MPI_Ireduce_scatter(mine, got, counts, MPI_INT, MPI_SUM, world, &req[0]);
    MPI_Ireduce_scatter_block(mine, two, 2, MPI_INT, MPI_SUM, world, &req[1]);
    MPI_Ireduce_scatter(MPI_IN_PLACE, own, counts, MPI_INT, MPI_MAX, world,
                        &req[2]);
    MPI_Waitall(3, req, MPI_STATUSES_IGNORE);
    for (int i = 0; i <= rank; i++) {
        EXPECT(got[i] == RANKS * (first + i) + 6);
        EXPECT(own[i] == first + i + RANKS - 1);
    }
    EXPECT(got[rank + 1] == -1 && two[2] == -1);
    EXPECT(two[0] == RANKS * 2 * rank + 6);
    EXPECT(two[1] == RANKS * (2 * rank + 1) + 6);
    MPI_Ireduce_scatter_block(MPI_IN_PLACE, mine, 1, MPI_INT, MPI_MIN, world,
                              &req[0]);
    MPI_Wait(&req[0], MPI_STATUS_IGNORE);
    EXPECT(mine[0] == rank);
}


static void prefixes_include_or_exclude_oneself(int rank)
{
    const int products[RANKS] = {1, 2, 6, 24};
    int mine = rank + 1, through = -1, before = -1, own[2] = {mine, mine};
    MPI_Request req[4];

    MPI_Iscan(&mine, &through, 1, MPI_INT, MPI_SUM, world, &req[0]);
    MPI_Iexscan(&mine, &before, 1, MPI_INT, MPI_SUM, world, &req[1]);
    MPI_Iscan(MPI_IN_PLACE, &own[0], 1, MPI_INT, MPI_PROD, world, &req[2]);
    MPI_Iexscan(MPI_IN_PLACE, &own[1], 1, MPI_INT, MPI_MAX, world, &req[3]);
    MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
    EXPECT(through == (rank + 1) * (rank + 2) / 2);
    EXPECT(rank == 0 || before == rank * (rank + 1) / 2);
    EXPECT(own[0] == products[rank]);
    EXPECT(rank == 0 || own[1] == rank);
}


/* Maps x -> a x + b: the order of composition matters. */
static void compose(void *left, void *right, int *count, MPI_Datatype *type)
{
    const long *in = left;
    long *inout = right;
    int bytes;

    MPI_Type_size(*type, &bytes);
    EXPECT(bytes == 2 * sizeof(long));
    for (int i = 0; i < 2 * *count; i += 2) {
        inout[i + 1] += inout[i] * in[i + 1];
        inout[i] *= in[i];
    }
}

/* Operator and type are freed at once: the collective goes on with them. */
static void users_operator_and_type_are_kept(int rank)
{
    long mine[RANKS][2], prefix[2] = {1, 0}, upto[2] = {1, 0}, all[2] = {1, 0};
    long through[2], before[2] = {1, 0}, part[2];
    MPI_Request req[3];
    MPI_Datatype map;
    MPI_Op op;

    for (int r = 0; r < RANKS; r++) {
        long a = r + 2, b = 3 * r + 1;

        if (r < rank)
            prefix[0] *= a, prefix[1] = prefix[1] * a + b;
        if (r <= rank)
            upto[0] *= a, upto[1] = upto[1] * a + b;
        all[0] *= a, all[1] = all[1] * a + b;
        mine[r][0] = rank + 2;
        mine[r][1] = 3 * rank + 1;
    }
    MPI_Type_contiguous(2, MPI_LONG, &map);
    MPI_Type_commit(&map);
    MPI_Op_create(compose, 0, &op);
    MPI_Iscan(mine, through, 1, map, op, world, &req[0]);
    MPI_Iexscan(mine, before, 1, map, op, world, &req[1]);
    MPI_Ireduce_scatter_block(mine, part, 1, map, op, world, &req[2]);
    MPI_Type_free(&map);
    MPI_Op_free(&op);
    MPI_Waitall(3, req, MPI_STATUSES_IGNORE);
    EXPECT(memcmp(through, upto, sizeof upto) == 0);
    EXPECT(rank == 0 || memcmp(before, prefix, sizeof prefix) == 0);
    EXPECT(memcmp(part, all, sizeof all) == 0);
}


/* More than an eager message, several under way, completed in any order. */
static void large_ones_overlap(int rank)
{
    static int mine[LARGE], through[LARGE], before[LARGE], part[LARGE / RANKS];
    MPI_Request req[3];
    int done;

    for (int i = 0; i < LARGE; i++)
        mine[i] = i ^ rank;
    MPI_Iscan(mine, through, LARGE, MPI_INT, MPI_BXOR, world, &req[0]);
    MPI_Ireduce_scatter_block(mine, part, LARGE / RANKS, MPI_INT, MPI_BXOR,
                              world, &req[1]);
    PMPI_Iexscan(mine, before, LARGE, MPI_INT, MPI_BXOR, world, &req[2]);
    for (int i = 0; i < 3; i++)
        MPI_Waitany(3, req, &done, MPI_STATUS_IGNORE);
    for (int i = 0; i < LARGE; i++) {
        int sum = 0;

        for (int r = 0; r < rank; r++)
            sum ^= i ^ r;
        EXPECT(rank == 0 || before[i] == sum);
        EXPECT(through[i] == (sum ^ i ^ rank));
    }
    /* 0 ^ 1 ^ 2 ^ 3 and four times i are nothing. */
    for (int i = 0; i < LARGE / RANKS; i++)
        EXPECT(part[i] == 0);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    blocks_of_any_length_move(rank);
    in_place_blocks_stay(rank);
    blocks_of_any_length_are_exchanged(rank);
    reductions_are_scattered(rank);
    prefixes_include_or_exclude_oneself(rank);
    users_operator_and_type_are_kept(rank);
    large_ones_overlap(rank);
    return expect_end();
}
