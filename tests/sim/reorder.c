/*
 * reorder - grids and graphs whose ranks may be reordered: on two switches
 * with four hosts of two ranks each, dealt out in turn, neighbours come
 * together.  MPI-4.0, sections 8.5.1 to 8.5.4.
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

enum {
    RANKS = 16
};

/* The host and how far it is, in tenths of a microsecond: the figures of
 * tests/sim/files/two-switches.xml. */
static int host(void)
{
    char name[MPI_MAX_PROCESSOR_NAME];
    int length;

    MPI_Get_processor_name(name, &length);
    return atoi(name + strlen("node-"));
}

static int far(int a, int b)
{
    return a == b ? 2 : a / 4 == b / 4 ? 10 : 12;
}

/* The sum of distances along the edges that I send along; of all ranks. */
static int sum_over(MPI_Comm comm, int n, const int to[], const int weights[])
{
    int mine = host(), all[RANKS], sum = 0, total;

    MPI_Allgather(&mine, 1, MPI_INT, all, 1, MPI_INT, comm);
    for (int i = 0; i < n; i++) {
        if (to[i] != MPI_PROC_NULL)
            sum += far(mine, all[to[i]]) * (weights ? weights[i] : 1);
    }
    MPI_Allreduce(&sum, &total, 1, MPI_INT, MPI_SUM, comm);
    return total;
}

/* Every old rank is in it once. */
static void check_members(MPI_Comm comm, int size)
{
    int old, all[RANKS], count, seen[RANKS] = {0};

    MPI_Comm_rank(MPI_COMM_WORLD, &old);
    MPI_Comm_size(comm, &count);
    EXPECT(count == size);
    MPI_Allgather(&old, 1, MPI_INT, all, 1, MPI_INT, comm);
    for (int i = 0; i < size; i++)
        EXPECT(all[i] >= 0 && all[i] < size && !seen[all[i]]++);
}

static int grid(int reorder, double *time)
{
    int dims[2] = {4, 4}, periods[2] = {0, 1}, to[4], sum;
    static char out[4 << 16], in[4 << 16];
    int rank, mapped;
    MPI_Comm comm;
    double start;

    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, reorder, &comm);
    check_members(comm, RANKS);
    MPI_Comm_rank(comm, &rank);
    MPI_Cart_map(MPI_COMM_WORLD, 2, dims, periods, &mapped);
    EXPECT(!reorder || mapped == rank);
    MPI_Cart_shift(comm, 0, 1, &to[0], &to[1]);
    MPI_Cart_shift(comm, 1, 1, &to[2], &to[3]);
    sum = sum_over(comm, 4, to, NULL);
    MPI_Barrier(comm);
    start = MPI_Wtime();
    MPI_Neighbor_alltoall(out, 1 << 16, MPI_BYTE, in, 1 << 16, MPI_BYTE, comm);
    MPI_Barrier(comm);
    *time = MPI_Wtime() - start;
    MPI_Comm_free(&comm);
    return sum;
}

/* Best are two rows on each switch, and on each host two neighbours: of the 28
 * edges 8 are on a host then, and 4 between switches. */
static void a_grid_stands_close_together(void)
{
    double before, after;
    int kept = grid(0, &before), moved = grid(1, &after);

    EXPECT(moved < kept);
    EXPECT(after < before);
    EXPECT(100 * moved <= 105 * 2 * (8 * 2 + 16 * 10 + 4 * 12));
}

static void who_is_left_over_gets_nothing(int rank)
{
    int dims[2] = {3, 4}, periods[2] = {0, 0}, mapped;
    MPI_Comm comm;

    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 1, &comm);
    MPI_Cart_map(MPI_COMM_WORLD, 2, dims, periods, &mapped);
    EXPECT((comm == MPI_COMM_NULL) == (rank >= 12));
    EXPECT((mapped == MPI_UNDEFINED) == (rank >= 12));
    if (comm == MPI_COMM_NULL)
        return;
    check_members(comm, 12);
    MPI_Comm_free(&comm);
}

/* Node i talks to i + 8: they are on one host in the order of the ranks, and
 * to i + 4 they are not. */
static int pairs(int reorder, int apart)
{
    int index[RANKS], edges[RANKS], rank, mapped, sum;
    MPI_Comm comm;

    for (int i = 0; i < RANKS; i++) {
        index[i] = i + 1;
        edges[i] = i ^ apart;
    }
    MPI_Graph_create(MPI_COMM_WORLD, RANKS, index, edges, reorder, &comm);
    check_members(comm, RANKS);
    MPI_Comm_rank(comm, &rank);
    MPI_Graph_map(MPI_COMM_WORLD, RANKS, index, edges, &mapped);
    EXPECT(!reorder || mapped == rank);
    sum = sum_over(comm, 1, &edges[rank], NULL);
    MPI_Comm_free(&comm);
    return sum;
}

static void pairs_of_a_graph_share_hosts(int rank)
{
    int index[1], edges[1];
    MPI_Comm comm;

    EXPECT(pairs(0, 8) == RANKS * 2 && pairs(1, 8) == RANKS * 2);
    EXPECT(pairs(0, 4) == RANKS * 12 && pairs(1, 4) == RANKS * 2);
    MPI_Graph_create(MPI_COMM_WORLD, 0, index, edges, 1, &comm);
    EXPECT(comm == MPI_COMM_NULL);
    (void)rank;
}

/* The edges of a node: a heavy one across, light ones along a ring. */
static void edges_of(int node, int peers[3], int weights[3])
{
    peers[0] = (node + 1) % RANKS;
    peers[1] = RANKS - 1 - node;
    peers[2] = (node + RANKS - 1) % RANKS;
    weights[0] = weights[2] = 1;
    weights[1] = 10;
}

/* A rank finds the edges of the node that it has become. */
static void check_node(MPI_Comm comm)
{
    int rank, peers[3], weights[3], in[3], out[3], win[3], wout[3];

    check_members(comm, RANKS);
    MPI_Comm_rank(comm, &rank);
    edges_of(rank, peers, weights);
    MPI_Dist_graph_neighbors(comm, 3, in, win, 3, out, wout);
    for (int i = 0; i < 3; i++)
        EXPECT(out[i] == peers[i] && wout[i] == weights[i]);
    /* Each heavy pair is on one host. */
    EXPECT(sum_over(comm, 1, &peers[1], NULL) == RANKS * 2);
    MPI_Comm_free(&comm);
}

static void nodes_of_a_distributed_graph_keep_their_edges(int rank)
{
    int sources[RANKS], degrees[RANKS], peers[3 * RANKS], weights[3 * RANKS];
    MPI_Comm comm;

    edges_of(rank, peers, weights);
    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 3, peers, weights, 3, peers,
                                   weights, MPI_INFO_NULL, 1, &comm);
    check_node(comm);
    for (int i = 0; i < RANKS; i++) {
        sources[i] = i;
        degrees[i] = 3;
        edges_of(i, &peers[3 * i], &weights[3 * i]);
    }
    /* Rank 5 states all of them. */
    MPI_Dist_graph_create(MPI_COMM_WORLD, rank == 5 ? RANKS : 0, sources,
                          degrees, peers, weights, MPI_INFO_NULL, 1, &comm);
    check_node(comm);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    a_grid_stands_close_together();
    who_is_left_over_gets_nothing(rank);
    pairs_of_a_graph_share_hosts(rank);
    nodes_of_a_distributed_graph_keep_their_edges(rank);
    return expect_end();
}
