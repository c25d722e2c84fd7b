/*
 * neighbors - collectives among the neighbours of grids, graphs and
 * distributed graphs, in all forms.  MPI-4.1, section 8.6: in a grid, what is
 * sent to the left is received from the right, also where both neighbours are
 * one rank; edges of a graph between the same ranks match in their order.
 */
#include "forms.h"

#include <stdbool.h>

enum {
    RANKS = 6,
    MOST = 6
};

/* The topology: from whom block i comes, and which block of the sender it is;
 * who is MPI_PROC_NULL gives nothing. */
struct expected {
    int source, block;
};

static MPI_Comm comm;
static int rank, indegree, outdegree;
static struct expected expected[MOST];

static int mine, row[MOST], got[MOST];
static int counts[MOST], displs[MOST];
static MPI_Count counts_c[MOST];
static MPI_Aint displs_c[MOST], bytes[MOST];
static MPI_Datatype types[MOST];

static int value(int from, int block, int time)
{
    return 1000 * time + 10 * from + block;
}

static void fill(int time)
{
    mine = value(rank, 0, time);
    for (int i = 0; i < MOST; i++) {
        row[i] = value(rank, i, time);
        got[i] = -1;
    }
}

/* Block i stands at `place` of i. */
static void check(int time, bool of_all, int (*place)(int))
{
    for (int i = 0; i < indegree; i++) {
        const struct expected *e = &expected[i];

        EXPECT(got[place(i)] ==
               (e->source == MPI_PROC_NULL
                    ? -1
                    : value(e->source, of_all ? e->block : 0, time)));
    }
    for (int i = indegree; i < MOST; i++)
        EXPECT(got[i] == -1 || place(0) > 0);
}

static int in_a_row(int i)
{
    return i;
}

static int backwards(int i)
{
    return MOST - 1 - i;
}

static void check_allgather(int time)
{
    check(time, false, in_a_row);
}

static void check_allgatherv(int time)
{
    check(time, false, backwards);
}

static void check_alltoall(int time)
{
    check(time, true, in_a_row);
}

/* Blocks are sent from where they stand in `row`, the last one first. */
static void check_alltoallv(int time)
{
    for (int i = 0; i < indegree; i++)
        expected[i].block = MOST - 1 - expected[i].block;
    check(time, true, backwards);
    for (int i = 0; i < indegree; i++)
        expected[i].block = MOST - 1 - expected[i].block;
}

static void all_forms(void)
{
    FORMS(Neighbor_allgather, neighbor_allgather, , check_allgather, &mine, 1,
          MPI_INT, got, 1, MPI_INT, comm);
    FORMS(Neighbor_allgather, neighbor_allgather, _c, check_allgather, &mine, 1,
          MPI_INT, got, 1, MPI_INT, comm);
    FORMS(Neighbor_allgatherv, neighbor_allgatherv, , check_allgatherv, &mine,
          1, MPI_INT, got, counts, displs, MPI_INT, comm);
    FORMS(Neighbor_allgatherv, neighbor_allgatherv, _c, check_allgatherv, &mine,
          1, MPI_INT, got, counts_c, displs_c, MPI_INT, comm);
    FORMS(Neighbor_alltoall, neighbor_alltoall, , check_alltoall, row, 1,
          MPI_INT, got, 1, MPI_INT, comm);
    FORMS(Neighbor_alltoall, neighbor_alltoall, _c, check_alltoall, row, 1,
          MPI_INT, got, 1, MPI_INT, comm);
    FORMS(Neighbor_alltoallv, neighbor_alltoallv, , check_alltoallv, row,
          counts, displs, MPI_INT, got, counts, displs, MPI_INT, comm);
    FORMS(Neighbor_alltoallv, neighbor_alltoallv, _c, check_alltoallv, row,
          counts_c, displs_c, MPI_INT, got, counts_c, displs_c, MPI_INT, comm);
    FORMS(Neighbor_alltoallw, neighbor_alltoallw, , check_alltoallv, row,
          counts, bytes, types, got, counts, bytes, types, comm);
    FORMS(Neighbor_alltoallw, neighbor_alltoallw, _c, check_alltoallv, row,
          counts_c, bytes, types, got, counts_c, bytes, types, comm);
    MPI_Comm_free(&comm);
}

/* Edges without periods, two ranks in a ring, one rank in a ring. */
static void in_a_grid(void)
{
    int dims[3] = {3, 2, 1}, periods[3] = {0, 1, 1};
    int x = rank / 2, other = rank ^ 1;

    MPI_Cart_create(MPI_COMM_WORLD, 3, dims, periods, 0, &comm);
    indegree = outdegree = 6;
    expected[0] = (struct expected){x > 0 ? rank - 2 : MPI_PROC_NULL, 1};
    expected[1] = (struct expected){x < 2 ? rank + 2 : MPI_PROC_NULL, 0};
    expected[2] = (struct expected){other, 3};
    expected[3] = (struct expected){other, 2};
    expected[4] = (struct expected){rank, 5};
    expected[5] = (struct expected){rank, 4};
    all_forms();
}

static void in_a_grid_without_dimensions(void)
{
    MPI_Cart_create(MPI_COMM_WORLD, 0, NULL, NULL, 0, &comm);
    EXPECT((comm == MPI_COMM_NULL) == (rank > 0));
    indegree = outdegree = 0;
    if (comm != MPI_COMM_NULL)
        all_forms();
}

/* A star around rank 0, with two edges to rank 5. */
static void in_a_graph(void)
{
    int index[RANKS] = {6, 7, 8, 9, 10, 12};
    int edges[12] = {1, 2, 5, 3, 4, 5, 0, 0, 0, 0, 0, 0};

    MPI_Graph_create(MPI_COMM_WORLD, RANKS, index, edges, 0, &comm);
    indegree = outdegree = rank == 0 ? 6 : rank == 5 ? 2 : 1;
    for (int i = 0; rank == 0 && i < 6; i++)
        expected[i] = (struct expected){edges[i], i == 5 ? 1 : 0};
    if (rank > 0)
        expected[0] = (struct expected){0, rank < 3   ? rank - 1
                                           : rank < 5 ? rank
                                                      : 2};
    expected[1] = rank == 5 ? (struct expected){0, 5} : expected[1];
    all_forms();
}

/* A ring in one direction, with two edges to the next but one. */
static void in_a_distributed_graph(void)
{
    int next = (rank + 1) % RANKS, last = (rank + RANKS - 1) % RANKS;
    int to[3] = {(rank + 2) % RANKS, next, (rank + 2) % RANKS};
    int from[3] = {last, (rank + RANKS - 2) % RANKS,
                   (rank + RANKS - 2) % RANKS};
    int weights[3] = {5, 1, 3};

    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 3, from, weights, 3, to,
                                   weights, MPI_INFO_NULL, 0, &comm);
    indegree = outdegree = 3;
    expected[0] = (struct expected){last, 1};
    expected[1] = (struct expected){from[1], 0};
    expected[2] = (struct expected){from[1], 2};
    all_forms();
}

/* Only rank 0 sends, and only to odd ranks. */
static void some_only_send_or_receive(void)
{
    int to[3] = {1, 3, 5}, from[1] = {0};

    indegree = rank % 2;
    outdegree = rank == 0 ? 3 : 0;
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, indegree, from,
                                   MPI_UNWEIGHTED, outdegree, to,
                                   MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &comm);
    expected[0] = (struct expected){0, rank / 2};
    all_forms();
}

static void wrong_use_is_refused(void)
{
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Neighbor_allgather(&mine, 1, MPI_INT, got, 1,
                                               MPI_INT, MPI_COMM_WORLD)) ==
           MPI_ERR_TOPOLOGY);
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 0, NULL, MPI_UNWEIGHTED, 0,
                                   NULL, MPI_UNWEIGHTED, MPI_INFO_NULL, 0,
                                   &comm);
    EXPECT(expect_class(MPI_Neighbor_alltoall(MPI_IN_PLACE, 1, MPI_INT, got, 1,
                                              MPI_INT, comm)) ==
           MPI_ERR_BUFFER);
    /* Nobody: arrays of no elements. */
    EXPECT(MPI_Neighbor_alltoallv(NULL, NULL, NULL, MPI_INT, NULL, NULL, NULL,
                                  MPI_INT, comm) == MPI_SUCCESS);
    MPI_Comm_free(&comm);
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, RANKS);
    for (int i = 0; i < MOST; i++) {
        counts_c[i] = counts[i] = 1;
        displs_c[i] = displs[i] = backwards(i);
        bytes[i] = displs[i] * (int)sizeof(int);
        types[i] = MPI_INT;
    }
    in_a_grid();
    in_a_grid_without_dimensions();
    in_a_graph();
    in_a_distributed_graph();
    some_only_send_or_receive();
    wrong_use_is_refused();
    return expect_end();
}
