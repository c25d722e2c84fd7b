/*
 * collective_forms - each of the 17 collectives in its six forms: blocking,
 * nonblocking and persistent, and these with large counts.  A persistent one
 * reads its buffers again at each start.  MPI-4.0, sections 6.3 to 6.13.
 */
#include "forms.h"

enum {
    RANKS = 5,
    ROOT = 2
};

static MPI_Comm comm;
static int rank;

/* What is sent, a value per rank, and what comes in.  Blocks in v forms stand
 * in opposite order. */
static int mine, row[RANKS], got, all[RANKS];
static int counts[RANKS], displs[RANKS], bytes[RANKS];
static MPI_Count counts_c[RANKS];
static MPI_Aint displs_c[RANKS], bytes_c[RANKS];
static MPI_Datatype types[RANKS];

/* The value that rank `from` sends to rank `to` the `time`-th time. */
static int value(int from, int to, int time)
{
    return 1000 * time + 10 * from + to;
}

static void fill(int time)
{
    mine = value(rank, 0, time);
    got = -1;
    for (int i = 0; i < RANKS; i++) {
        row[i] = value(rank, i, time);
        all[i] = -1;
    }
}

static int sum(int upto, int to, int time)
{
    int total = 0;

    for (int i = 0; i < upto; i++)
        total += value(i, to, time);
    return total;
}

static void check_barrier(int time)
{
    EXPECT(mine == value(rank, 0, time));
}

static void check_bcast(int time)
{
    EXPECT(mine == value(ROOT, 0, time));
}

static void check_gather(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[i] == (rank == ROOT ? value(i, 0, time) : -1));
}

static void check_gatherv(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[RANKS - 1 - i] == (rank == ROOT ? value(i, 0, time) : -1));
}

static void check_scatter(int time)
{
    EXPECT(got == value(ROOT, rank, time));
}

static void check_scatterv(int time)
{
    EXPECT(got == value(ROOT, RANKS - 1 - rank, time));
}

static void check_allgather(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[i] == value(i, 0, time));
}

static void check_allgatherv(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[RANKS - 1 - i] == value(i, 0, time));
}

static void check_alltoall(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[i] == value(i, rank, time));
}

static void check_alltoallv(int time)
{
    for (int i = 0; i < RANKS; i++)
        EXPECT(all[RANKS - 1 - i] == value(i, RANKS - 1 - rank, time));
}

static void check_reduce(int time)
{
    EXPECT(got == (rank == ROOT ? sum(RANKS, 0, time) : -1));
}

static void check_allreduce(int time)
{
    EXPECT(got == sum(RANKS, 0, time));
}

static void check_reduce_scatter(int time)
{
    EXPECT(got == sum(RANKS, rank, time));
}

static void check_scan(int time)
{
    EXPECT(got == sum(rank + 1, 0, time));
}

static void check_exscan(int time)
{
    EXPECT(got == (rank > 0 ? sum(rank, 0, time) : -1));
}

/* Of both widths; arguments that are arrays differ and are given twice. */
#define ALL_FORMS(Upper, lower, ...)                                           \
    FORMS(Upper, lower, , check_##lower, __VA_ARGS__);                         \
    FORMS(Upper, lower, _c, check_##lower, __VA_ARGS__)

static void of_one_block_per_rank(void)
{
    FORMS(Barrier, barrier, , check_barrier, comm);
    ALL_FORMS(Bcast, bcast, &mine, 1, MPI_INT, ROOT, comm);
    ALL_FORMS(Gather, gather, &mine, 1, MPI_INT, all, 1, MPI_INT, ROOT, comm);
    ALL_FORMS(Scatter, scatter, row, 1, MPI_INT, &got, 1, MPI_INT, ROOT, comm);
    ALL_FORMS(Allgather, allgather, &mine, 1, MPI_INT, all, 1, MPI_INT, comm);
    ALL_FORMS(Alltoall, alltoall, row, 1, MPI_INT, all, 1, MPI_INT, comm);
}

static void of_reductions(void)
{
    ALL_FORMS(Reduce, reduce, &mine, &got, 1, MPI_INT, MPI_SUM, ROOT, comm);
    ALL_FORMS(Allreduce, allreduce, &mine, &got, 1, MPI_INT, MPI_SUM, comm);
    ALL_FORMS(Scan, scan, &mine, &got, 1, MPI_INT, MPI_SUM, comm);
    ALL_FORMS(Exscan, exscan, &mine, &got, 1, MPI_INT, MPI_SUM, comm);
    FORMS(Reduce_scatter_block, reduce_scatter_block, , check_reduce_scatter,
          row, &got, 1, MPI_INT, MPI_SUM, comm);
    FORMS(Reduce_scatter_block, reduce_scatter_block, _c, check_reduce_scatter,
          row, &got, 1, MPI_INT, MPI_SUM, comm);
    FORMS(Reduce_scatter, reduce_scatter, , check_reduce_scatter, row, &got,
          counts, MPI_INT, MPI_SUM, comm);
    FORMS(Reduce_scatter, reduce_scatter, _c, check_reduce_scatter, row, &got,
          counts_c, MPI_INT, MPI_SUM, comm);
}

static void of_a_count_per_rank(void)
{
    FORMS(Gatherv, gatherv, , check_gatherv, &mine, 1, MPI_INT, all, counts,
          displs, MPI_INT, ROOT, comm);
    FORMS(Gatherv, gatherv, _c, check_gatherv, &mine, 1, MPI_INT, all, counts_c,
          displs_c, MPI_INT, ROOT, comm);
    FORMS(Scatterv, scatterv, , check_scatterv, row, counts, displs, MPI_INT,
          &got, 1, MPI_INT, ROOT, comm);
    FORMS(Scatterv, scatterv, _c, check_scatterv, row, counts_c, displs_c,
          MPI_INT, &got, 1, MPI_INT, ROOT, comm);
    FORMS(Allgatherv, allgatherv, , check_allgatherv, &mine, 1, MPI_INT, all,
          counts, displs, MPI_INT, comm);
    FORMS(Allgatherv, allgatherv, _c, check_allgatherv, &mine, 1, MPI_INT, all,
          counts_c, displs_c, MPI_INT, comm);
    FORMS(Alltoallv, alltoallv, , check_alltoallv, row, counts, displs, MPI_INT,
          all, counts, displs, MPI_INT, comm);
    FORMS(Alltoallv, alltoallv, _c, check_alltoallv, row, counts_c, displs_c,
          MPI_INT, all, counts_c, displs_c, MPI_INT, comm);
    FORMS(Alltoallw, alltoallw, , check_alltoallv, row, counts, bytes, types,
          all, counts, bytes, types, comm);
    FORMS(Alltoallw, alltoallw, _c, check_alltoallv, row, counts_c, bytes_c,
          types, all, counts_c, bytes_c, types, comm);
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, RANKS);
    comm = MPI_COMM_WORLD;
    for (int i = 0; i < RANKS; i++) {
        counts_c[i] = counts[i] = 1;
        displs_c[i] = displs[i] = RANKS - 1 - i;
        bytes_c[i] = bytes[i] = displs[i] * (int)sizeof(int);
        types[i] = MPI_INT;
    }
    of_one_block_per_rank();
    of_reductions();
    of_a_count_per_rank();
    return expect_end();
}
