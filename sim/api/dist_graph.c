/*
 * dist_graph.c - graphs of which everyone knows its own edges (MPI 3.1,
 * section 7.5.4).
 *
 * The edges that a rank states are those of the node of its number; the rank
 * that is this node in the new communicator finds them there.
 */
#include <limits.h>
#include <stdlib.h>

#include "api/dist_graph_match.h"
#include "api/reorder.h"
#include "api/topology.h"
#include "core/edge_board.h"

/* `count` ranks and their weights, which may be a special value. */
static int check_edges(struct dr_comm *comm, int count, const int ranks[],
                       const int *weights, const char *what)
{
    bool weighted = weights != MPI_UNWEIGHTED;

    if (count < 0)
        return dr_raise(comm, MPI_ERR_ARG, "the number of %s is %d", what,
                        count);
    if (count > 0 && (!ranks || !weights))
        return dr_check_array(comm, count, NULL, ranks ? "weights" : what);
    if (count > 0 && weights == MPI_WEIGHTS_EMPTY)
        return dr_raise(comm, MPI_ERR_ARG, "MPI_WEIGHTS_EMPTY for %d %s", count,
                        what);
    for (int i = 0; i < count; i++) {
        if (ranks[i] < 0 || ranks[i] >= comm->size)
            return dr_raise(comm, MPI_ERR_RANK,
                            "%s[%d] is %d, the ranks are 0..%d", what, i,
                            ranks[i], comm->size - 1);
        if (weighted && weights[i] < 0)
            return dr_raise(comm, MPI_ERR_ARG, "weight %d of %s is %d", i, what,
                            weights[i]);
    }
    return MPI_SUCCESS;
}

static struct dr_edges copy(int count, const int ranks[], const int *weights)
{
    struct dr_edges edges = {.count = count,
                             .peers = dr_topology_copy(ranks, count)};

    if (weights != MPI_UNWEIGHTED)
        edges.weights = dr_topology_copy(weights, count);
    return edges;
}

/* The topologies of all nodes, while they look for their ranks. */
struct stand {
    int taken;
    struct dr_topology *of[]; /* by node */
};

/* Every edge, as the nodes that send state it. */
static struct dr_edge_list all_edges(struct dr_topology *const of[], int nodes)
{
    struct dr_edge_list list = {0};
    size_t room = 1;

    for (int i = 0; i < nodes; i++)
        room += (size_t)of[i]->out.count;
    list.all = dr_alloc(room * sizeof *list.all);
    for (int i = 0; i < nodes; i++) {
        const struct dr_edges *out = &of[i]->out;

        for (int k = 0; k < out->count; k++)
            list.all[list.count++] = (struct dr_edge){
                i, out->peers[k], out->weights ? out->weights[k] : 1};
    }
    return list;
}

static void arrange(const struct dr_comm *comm, struct dr_accord *accord,
                    struct dr_edge_list edges)
{
    dr_accord_arrange(accord, dr_reorder(comm, comm->size, edges));
    free(edges.all);
}

/* Give up the topology of my old rank, take that of the new one. */
static MPI_Comm exchange(struct dr_comm *comm, struct dr_topology *topology,
                         bool reorder)
{
    struct dr_accord *accord = dr_accord_join(comm, 0, comm->rank);
    void **shared = dr_accord_extra(accord);
    struct dr_comm *made;
    struct stand *stand;

    if (!*shared)
        *shared = dr_zalloc(1, sizeof *stand +
                                   (size_t)comm->size * sizeof stand->of[0]);
    stand = *shared;
    stand->of[comm->rank] = topology;
    if (dr_accord_complete(accord))
        dr_dist_graph_match(comm, stand->of);
    if (reorder && dr_accord_complete(accord))
        arrange(comm, accord, all_edges(stand->of, comm->size));
    made = dr_comm_agree(comm, accord);
    made->topology = stand->of[made->rank];
    if (++stand->taken == comm->size)
        free(stand);
    return made->handle;
}

int PMPI_Dist_graph_create_adjacent(MPI_Comm comm_old, int indegree,
                                    const int sources[],
                                    const int *sourceweights, int outdegree,
                                    const int destinations[],
                                    const int *destweights, MPI_Info info,
                                    int reorder, MPI_Comm *comm_dist_graph)
{
    struct dr_comm *found;
    struct dr_info *hints;
    struct dr_topology *topology;
    int error;

    DR_DOOR("MPI_Dist_graph_create_adjacent", "ci**i***i&", comm_old, indegree,
            sources, sourceweights, outdegree, destinations, destweights, info,
            reorder, comm_dist_graph);

    error = dr_check_comm(comm_old, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = dr_check_info(found, info, &hints);
    if (!error)
        error = check_edges(found, indegree, sources, sourceweights, "sources");
    if (!error)
        error = check_edges(found, outdegree, destinations, destweights,
                            "destinations");
    if (error)
        return error;
    topology = dr_topology_dist(sourceweights != MPI_UNWEIGHTED,
                                copy(indegree, sources, sourceweights),
                                copy(outdegree, destinations, destweights));
    *comm_dist_graph = exchange(found, topology, reorder);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Dist_graph_create_adjacent,
         (MPI_Comm, int, const int[], const int *, int, const int[],
          const int *, MPI_Info, int, MPI_Comm *))

static int check_spread(struct dr_comm *comm, int n, const int sources[],
                        const int degrees[], const int destinations[],
                        const int *weights)
{
    int error = check_edges(comm, n, sources, MPI_UNWEIGHTED, "sources");
    int total = 0;

    if (!error)
        error = dr_check_array(comm, n, degrees, "degrees");
    for (int i = 0; i < n && !error; i++) {
        if (degrees[i] < 0)
            error =
                dr_raise(comm, MPI_ERR_ARG, "degrees[%d] is %d", i, degrees[i]);
        else if (__builtin_add_overflow(total, degrees[i], &total))
            error =
                dr_raise(comm, MPI_ERR_ARG,
                         "degrees 0 to %d add up to more than %d", i, INT_MAX);
    }
    if (!error)
        error = check_edges(comm, total, destinations, weights, "destinations");
    return error;
}

static void put_up(struct dr_edge_board *board, int by, int n,
                   const int sources[], const int degrees[],
                   const int destinations[], const int *weights)
{
    bool weighted = weights != MPI_UNWEIGHTED;
    int edge = 0;

    for (int i = 0; i < n; i++) {
        for (int end = edge + degrees[i]; edge < end; edge++)
            dr_edge_board_put(board, by, sources[i], destinations[edge],
                              weighted ? weights[edge] : 1);
    }
}

int PMPI_Dist_graph_create(MPI_Comm comm_old, int n, const int sources[],
                           const int degrees[], const int destinations[],
                           const int *weights, MPI_Info info, int reorder,
                           MPI_Comm *comm_dist_graph)
{
    struct dr_comm *found, *made;
    struct dr_info *hints;
    struct dr_accord *accord;
    struct dr_edge_board *board;
    void **shared;
    int error;

    DR_DOOR("MPI_Dist_graph_create", "ci*****i&", comm_old, n, sources, degrees,
            destinations, weights, info, reorder, comm_dist_graph);

    error = dr_check_comm(comm_old, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = dr_check_info(found, info, &hints);
    if (!error)
        error = check_spread(found, n, sources, degrees, destinations, weights);
    if (error)
        return error;
    accord = dr_accord_join(found, 0, found->rank);
    shared = dr_accord_extra(accord);
    if (!*shared)
        *shared = dr_edge_board_new(found->size);
    board = *shared;
    put_up(board, found->rank, n, sources, degrees, destinations, weights);
    if (reorder && dr_accord_complete(accord))
        arrange(found, accord, dr_edge_board_list(board));
    made = dr_comm_agree(found, accord);
    made->topology =
        dr_edge_board_take(board, made->rank, weights != MPI_UNWEIGHTED);
    *comm_dist_graph = made->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Dist_graph_create,
         (MPI_Comm, int, const int[], const int[], const int[], const int *,
          MPI_Info, int, MPI_Comm *))

int PMPI_Dist_graph_neighbors_count(MPI_Comm comm, int *indegree,
                                    int *outdegree, int *weighted)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Dist_graph_neighbors_count", "c&&&", comm, indegree, outdegree,
            weighted);

    error = dr_topology_find(comm, MPI_DIST_GRAPH, &found);
    if (error)
        return error;
    *indegree = found->topology->in.count;
    *outdegree = found->topology->out.count;
    *weighted = found->topology->weighted;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Dist_graph_neighbors_count, (MPI_Comm, int *, int *, int *))

/* The first `most` edges; weights only where there are any and are asked. */
static void store(const struct dr_edges *edges, int most, int ranks[],
                  int *weights)
{
    dr_topology_store(ranks, most, edges->peers, edges->count);
    if (edges->weights && weights != MPI_UNWEIGHTED)
        dr_topology_store(weights, most, edges->weights, edges->count);
}

/* Of `count` edges as many are stored as there is room for. */
static int check_room(struct dr_comm *comm, int most, int count,
                      const int ranks[], const int *weights, const char *what)
{
    if (most < 0)
        return dr_raise(comm, MPI_ERR_ARG, "the room is for %d %s", most, what);
    if (most > count)
        most = count;
    if (most > 0 && comm->topology->weighted && !weights)
        return dr_check_array(comm, most, NULL, "weights");
    return dr_check_array(comm, most, ranks, what);
}

int PMPI_Dist_graph_neighbors(MPI_Comm comm, int maxindegree, int sources[],
                              int *sourceweights, int maxoutdegree,
                              int destinations[], int *destweights)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Dist_graph_neighbors", "ci**i**", comm, maxindegree, sources,
            sourceweights, maxoutdegree, destinations, destweights);

    error = dr_topology_find(comm, MPI_DIST_GRAPH, &found);
    if (!error)
        error = check_room(found, maxindegree, found->topology->in.count,
                           sources, sourceweights, "sources");
    if (!error)
        error = check_room(found, maxoutdegree, found->topology->out.count,
                           destinations, destweights, "destinations");
    if (error)
        return error;
    store(&found->topology->in, maxindegree, sources, sourceweights);
    store(&found->topology->out, maxoutdegree, destinations, destweights);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Dist_graph_neighbors,
         (MPI_Comm, int, int[], int *, int, int[], int *))
