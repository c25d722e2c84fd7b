/*
 * graphs - graph and distributed graph topologies.  MPI-3.1, sections 7.5.3 to
 * 7.5.5.
 */
#include "expect.h"

#include <string.h>

enum {
    RANKS = 5
};

/* The example of the standard: 0 - 1, 0 - 3, 2 - 3. */
static const int graph_index[4] = {2, 3, 4, 6};
static const int graph_edges[6] = {1, 3, 0, 3, 0, 2};

static void a_graph_describes_itself(MPI_Comm graph)
{
    int nnodes, nedges, index[4], edges[6], status, count, near[2];

    MPI_Graphdims_get(graph, &nnodes, &nedges);
    MPI_Topo_test(graph, &status);
    EXPECT(nnodes == 4 && nedges == 6 && status == MPI_GRAPH);
    MPI_Graph_get(graph, 4, 6, index, edges);
    EXPECT(!memcmp(index, graph_index, sizeof index));
    EXPECT(!memcmp(edges, graph_edges, sizeof edges));
    for (int rank = 0; rank < 4; rank++) {
        int first = rank > 0 ? graph_index[rank - 1] : 0;

        MPI_Graph_neighbors_count(graph, rank, &count);
        EXPECT(count == graph_index[rank] - first);
        MPI_Graph_neighbors(graph, rank, 2, near);
        EXPECT(!memcmp(near, graph_edges + first, (size_t)count * sizeof(int)));
    }
}

#ifndef OPEN_MPI /* gives everyone a place */
static void map_says_where_a_rank_would_go(void)
{
    int place = -7, inside, places;

    MPI_Graph_map(MPI_COMM_WORLD, 4, graph_index, graph_edges, &place);
    EXPECT(place == MPI_UNDEFINED || (place >= 0 && place < 4));
    inside = place != MPI_UNDEFINED;
    MPI_Allreduce(&inside, &places, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    EXPECT(places == 4);
}
#endif

static void a_graph_may_leave_ranks_out(int rank)
{
    MPI_Comm graph, copy;
    int status;

    MPI_Graph_create(MPI_COMM_WORLD, 4, graph_index, graph_edges, 0, &graph);
    EXPECT((graph == MPI_COMM_NULL) == (rank == 4));
    if (rank == 4)
        return;
    a_graph_describes_itself(graph);
    MPI_Comm_dup(graph, &copy);
    MPI_Topo_test(copy, &status);
    EXPECT(status == MPI_GRAPH);
    MPI_Comm_free(&graph);
    a_graph_describes_itself(copy);
    MPI_Comm_free(&copy);
}


/* Rank r receives from all below, with weight 10 * source + r. */
static void adjacent_edges_are_kept_in_order(int rank)
{
    int sources[RANKS], targets[RANKS], in_weights[RANKS], out_weights[RANKS];
    int got[RANKS], weights[RANKS], out[RANKS], outw[RANKS];
    int in = 0, n = 0, indegree, outdegree, weighted, status;
    MPI_Comm graph;

    for (int i = rank - 1; i >= 0; i--, in++) {
        sources[in] = i;
        in_weights[in] = 10 * i + rank;
    }
    for (int i = rank + 1; i < RANKS; i++, n++) {
        targets[n] = i;
        out_weights[n] = 10 * rank + i;
    }
    MPI_Dist_graph_create_adjacent(
        MPI_COMM_WORLD, in, sources, in > 0 ? in_weights : MPI_WEIGHTS_EMPTY, n,
        targets, n > 0 ? out_weights : MPI_WEIGHTS_EMPTY, MPI_INFO_NULL, 0,
        &graph);
    MPI_Topo_test(graph, &status);
    MPI_Dist_graph_neighbors_count(graph, &indegree, &outdegree, &weighted);
    EXPECT(status == MPI_DIST_GRAPH && weighted);
    EXPECT(indegree == in && outdegree == n);
    MPI_Dist_graph_neighbors(graph, in, got, weights, n, out, outw);
    for (int i = 0; i < in; i++)
        EXPECT(got[i] == sources[i] && weights[i] == in_weights[i]);
    for (int i = 0; i < n; i++)
        EXPECT(out[i] == targets[i] && outw[i] == out_weights[i]);
    MPI_Comm_free(&graph);
}


/* Is there an edge from or to `peer` with this weight?  Takes it out. */
static int take(int count, int peers[], const int weights[], int peer,
                int weight)
{
    for (int i = 0; i < count; i++) {
        if (peers[i] == peer && (!weights || weights[i] == weight)) {
            peers[i] = -1;
            return 1;
        }
    }
    return 0;
}

/* A ring with a second edge back; each rank tells those of the next rank. */
static void edges_reach_those_they_touch(int rank)
{
    int next = (rank + 1) % RANKS, back = (next + RANKS - 1) % RANKS;
    int source[1] = {next}, degree[1] = {2}, weights[2] = {next, next + 100};
    int targets[2] = {(next + 1) % RANKS, back};
    int in[2], out[2], in_weights[2], out_weights[2];
    int indegree, outdegree, weighted, right = next;
    int left = (rank + RANKS - 1) % RANKS;
    MPI_Comm graph;

    MPI_Dist_graph_create(MPI_COMM_WORLD, 1, source, degree, targets, weights,
                          MPI_INFO_NULL, 0, &graph);
    MPI_Dist_graph_neighbors_count(graph, &indegree, &outdegree, &weighted);
    EXPECT(indegree == 2 && outdegree == 2 && weighted);
    MPI_Dist_graph_neighbors(graph, 2, in, in_weights, 2, out, out_weights);
    EXPECT(take(2, in, in_weights, left, left));
    EXPECT(take(2, in, in_weights, right, right + 100));
    EXPECT(take(2, out, out_weights, right, rank));
    EXPECT(take(2, out, out_weights, left, rank + 100));
    MPI_Comm_free(&graph);
}

/* All edges may come from one rank. */
static void one_rank_may_know_all_edges(int rank)
{
    int sources[2] = {3, 0}, degrees[2] = {1, 2}, targets[3] = {0, 1, 3};
    int in[1], out[2], indegree, outdegree, weighted;
    MPI_Comm graph;

    MPI_Dist_graph_create(MPI_COMM_WORLD, rank == 2 ? 2 : 0, sources, degrees,
                          targets, MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &graph);
    MPI_Dist_graph_neighbors_count(graph, &indegree, &outdegree, &weighted);
    EXPECT(!weighted);
    EXPECT(indegree == (rank == 0 || rank == 1 || rank == 3));
    EXPECT(outdegree == (rank == 0 ? 2 : rank == 3));
    MPI_Dist_graph_neighbors(graph, indegree, in, MPI_UNWEIGHTED, outdegree,
                             out, MPI_UNWEIGHTED);
    if (indegree > 0)
        EXPECT(in[0] == (rank == 0 ? 3 : 0));
    if (rank == 0)
        EXPECT(take(2, out, NULL, 1, 0) && take(2, out, NULL, 3, 0));
    if (rank == 3)
        EXPECT(out[0] == 0);
    MPI_Comm_free(&graph);
}


static void misuse_is_an_error(void)
{
    const int falling[2] = {1, 0}, far[2] = {1, 7}, up[2] = {1, 2};
    MPI_Comm comm, graph;
    int count;

    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
#ifndef OPEN_MPI /* does not look */
    EXPECT(MPI_Graph_create(comm, 2, falling, far, 0, &graph) != MPI_SUCCESS);
    EXPECT(MPI_Graph_create(comm, 2, up, far, 0, &graph) != MPI_SUCCESS);
#endif
    EXPECT(expect_class(MPI_Graph_neighbors_count(comm, 0, &count)) ==
           MPI_ERR_TOPOLOGY);
    EXPECT(expect_class(MPI_Dist_graph_neighbors_count(
               comm, &count, &count, &count)) == MPI_ERR_TOPOLOGY);
    MPI_Comm_free(&comm);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

#ifndef OPEN_MPI
    map_says_where_a_rank_would_go();
#endif
    a_graph_may_leave_ranks_out(rank);
    adjacent_edges_are_kept_in_order(rank);
    edges_reach_those_they_touch(rank);
    one_rank_may_know_all_edges(rank);
    misuse_is_an_error();
    return expect_end();
}
