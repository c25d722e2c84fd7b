/*
 * collectives - values of the eight that every program uses, for every root,
 * in place, with derived types and with an operator of the user.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    RANKS = 5,
    N = 3,
    LARGE = 1 << 16
};

static void bcast_reaches_all_from_every_root(int rank)
{
    int data[N], *large = malloc(LARGE * sizeof *large);

    for (int root = 0; root < RANKS; root++) {
        for (int i = 0; i < N; i++)
            data[i] = rank == root ? 10 * root + i : -1;
        EXPECT(!MPI_Bcast(data, N, MPI_INT, root, MPI_COMM_WORLD));
        for (int i = 0; i < N; i++)
            EXPECT(data[i] == 10 * root + i);
    }
    large[LARGE - 1] = rank == 3 ? 99 : 0;
    MPI_Bcast(large, LARGE, MPI_INT, 3, MPI_COMM_WORLD);
    EXPECT(large[LARGE - 1] == 99);
    free(large);
}


static void reductions_combine_element_by_element(int rank)
{
    int mine[N] = {rank, -rank, 1 << rank}, all[N] = {0};

    for (int root = 0; root < RANKS; root++) {
        MPI_Reduce(mine, rank == root ? all : NULL, N, MPI_INT, MPI_SUM, root,
                   MPI_COMM_WORLD);
        if (rank == root)
            EXPECT(all[0] == 10 && all[1] == -10 && all[2] == 31);
    }
    MPI_Allreduce(mine, all, N, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    EXPECT(all[0] == RANKS - 1 && all[1] == 0 && all[2] == 16);
    MPI_Allreduce(mine, all, N, MPI_INT, MPI_BOR, MPI_COMM_WORLD);
    EXPECT(all[2] == 31);
    MPI_Allreduce(MPI_IN_PLACE, mine, N, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    EXPECT(mine[0] == 0 && mine[1] == 1 - RANKS && mine[2] == 1);
    mine[0] = rank;
    MPI_Reduce(rank == 1 ? MPI_IN_PLACE : mine, rank == 1 ? mine : NULL, 1,
               MPI_INT, MPI_SUM, 1, MPI_COMM_WORLD);
    EXPECT(rank != 1 || mine[0] == 10);
}


static void maxloc_tells_where(int rank)
{
    struct {
        double value;
        int where;
    } mine = {rank == 3 ? 7.5 : rank, rank}, best;

    MPI_Allreduce(&mine, &best, 1, MPI_DOUBLE_INT, MPI_MAXLOC, MPI_COMM_WORLD);
    EXPECT(best.value == 7.5 && best.where == 3);
}


/* Matrices 2 x 2 in row order: the product depends on the order. */
static void multiply(void *left, void *right, int *count, MPI_Datatype *type)
{
    const long *a = left;
    long *b = right;

    (void)type;
    for (int i = 0; i < *count; i++, a += 4, b += 4) {
        long c[4] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
                     a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};

        for (int k = 0; k < 4; k++)
            b[k] = c[k];
    }
}


static void user_operator_keeps_rank_order(int rank)
{
    long mine[4] = {1, rank, rank, rank * rank + 1}, got[4];
    long expected[4] = {1, 0, 0, 1};
    int one = 1;
    MPI_Datatype matrix;
    MPI_Op op;

    for (int r = RANKS - 1; r >= 0; r--) {
        long left[4] = {1, r, r, (long)r * r + 1};

        multiply(left, expected, &one, NULL);
    }
    MPI_Type_contiguous(4, MPI_LONG, &matrix);
    MPI_Type_commit(&matrix);
    MPI_Op_create(multiply, 0, &op);
    MPI_Allreduce(mine, got, 1, matrix, op, MPI_COMM_WORLD);
    for (int k = 0; k < 4; k++)
        EXPECT(got[k] == expected[k]);
    got[0] = 0;
    MPI_Reduce(mine, got, 1, matrix, op, 2, MPI_COMM_WORLD);
    EXPECT(rank != 2 || got[0] == expected[0]);
    MPI_Op_free(&op);
    MPI_Type_free(&matrix);
}


static void gather_and_scatter_move_blocks_in_rank_order(int rank)
{
    int mine[2] = {rank, 100 + rank}, all[2 * RANKS];

    for (int root = 0; root < RANKS; root++) {
        for (int i = 0; i < 2 * RANKS; i++)
            all[i] = -1;
        MPI_Gather(mine, 2, MPI_INT, all, 2, MPI_INT, root, MPI_COMM_WORLD);
        for (int r = 0; r < RANKS && rank == root; r++)
            EXPECT(all[2 * r] == r && all[2 * r + 1] == 100 + r);
        mine[0] = mine[1] = -1;
        MPI_Scatter(all, 2, MPI_INT, mine, 2, MPI_INT, root, MPI_COMM_WORLD);
        EXPECT(mine[0] == rank && mine[1] == 100 + rank);
    }
    all[2 * rank] = rank;
    all[2 * rank + 1] = 100 + rank;
    MPI_Gather(rank == 1 ? MPI_IN_PLACE : mine, 2, MPI_INT, all, 2, MPI_INT, 1,
               MPI_COMM_WORLD);
    for (int r = 0; r < RANKS && rank == 1; r++)
        EXPECT(all[2 * r] == r && all[2 * r + 1] == 100 + r);
    MPI_Scatter(all, 2, MPI_INT, rank == 1 ? MPI_IN_PLACE : (void *)mine, 2,
                MPI_INT, 1, MPI_COMM_WORLD);
    EXPECT(mine[0] == rank && mine[1] == 100 + rank);
}


static void allgather_gives_everything_to_all(int rank)
{
    int mine = 7 * rank, all[RANKS];

    MPI_Allgather(&mine, 1, MPI_INT, all, 1, MPI_INT, MPI_COMM_WORLD);
    for (int r = 0; r < RANKS; r++)
        EXPECT(all[r] == 7 * r);
    for (int r = 0; r < RANKS; r++)
        all[r] = r == rank ? 3 * r : -1;
    MPI_Allgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all, 1, MPI_INT,
                  MPI_COMM_WORLD);
    for (int r = 0; r < RANKS; r++)
        EXPECT(all[r] == 3 * r);
}


static void alltoall_transposes(int rank)
{
    int out[2 * RANKS], in[2 * RANKS];

    for (int r = 0; r < RANKS; r++) {
        out[2 * r] = 10 * rank + r;
        out[2 * r + 1] = -out[2 * r];
    }
    MPI_Alltoall(out, 2, MPI_INT, in, 2, MPI_INT, MPI_COMM_WORLD);
    for (int r = 0; r < RANKS; r++)
        EXPECT(in[2 * r] == 10 * r + rank && in[2 * r + 1] == -in[2 * r]);
    MPI_Alltoall(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, in, 2, MPI_INT,
                 MPI_COMM_WORLD);
    for (int r = 0; r < RANKS; r++)
        EXPECT(in[2 * r] == out[2 * r]);
}


/* A column of a matrix goes out as a vector and arrives as a row. */
static void derived_types_may_differ_between_the_sides(int rank)
{
    int matrix[N][N], row[N] = {0}, rows[RANKS][N];
    MPI_Datatype column;

    for (int i = 0; i < N * N; i++)
        matrix[i / N][i % N] = 100 * rank + i;
    MPI_Type_vector(N, 1, N, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Gather(&matrix[0][1], 1, column, rows, N, MPI_INT, 0, MPI_COMM_WORLD);
    for (int r = 0; r < RANKS && rank == 0; r++)
        for (int i = 0; i < N; i++)
            EXPECT(rows[r][i] == 100 * r + N * i + 1);
    if (rank == 0)
        MPI_Bcast(&matrix[0][2], 1, column, 0, MPI_COMM_WORLD);
    else
        MPI_Bcast(row, N, MPI_INT, 0, MPI_COMM_WORLD);
    for (int i = 0; i < N && rank > 0; i++)
        EXPECT(row[i] == N * i + 2);
    MPI_Type_free(&column);
}


/* Late: nobody leaves before the last one came. */
static void barrier_holds_everybody(int rank)
{
    int flag = 1, sent = 1;
    MPI_Request req = MPI_REQUEST_NULL;

    if (rank > 0)
        MPI_Irecv(&sent, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &req);
    if (rank == 0)
        for (int r = 1; r < RANKS; r++)
            MPI_Ssend(&sent, 1, MPI_INT, r, 1, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    /* The sends were matched before rank 0 entered the barrier. */
    for (flag = 0; !flag;)
        MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
    EXPECT(sent == 1);
}


/* User messages with any tag and collectives do not meet. */
static void collectives_and_messages_do_not_mix(int rank)
{
    int value = 5, got = -1, data = rank == 0 ? 8 : 0;
    MPI_Request req;

    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD,
              &req);
    MPI_Bcast(&data, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT(data == 8 && got != 8);
    MPI_Send(&value, 1, MPI_INT, (rank + 1) % RANKS, 0, MPI_COMM_WORLD);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    EXPECT(got == 5);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    bcast_reaches_all_from_every_root(rank);
    reductions_combine_element_by_element(rank);
    maxloc_tells_where(rank);
    user_operator_keeps_rank_order(rank);
    gather_and_scatter_move_blocks_in_rank_order(rank);
    allgather_gives_everything_to_all(rank);
    alltoall_transposes(rank);
    derived_types_may_differ_between_the_sides(rank);
    barrier_holds_everybody(rank);
    collectives_and_messages_do_not_mix(rank);
    return expect_end();
}
