/*
 * graph.c - graphs of which everyone knows every edge (MPI 3.1, section
 * 7.5.3).
 */
#include "api/reorder.h"
#include "api/topology.h"

static int check_graph(struct dr_comm *comm, int nnodes, const int index[],
                       const int edges[])
{
    int before = 0;

    if (nnodes < 0 || nnodes > comm->size)
        return dr_raise(comm, MPI_ERR_ARG, "%d nodes for %d ranks", nnodes,
                        comm->size);
    if (nnodes > 0 && !index)
        return dr_check_array(comm, nnodes, index, "index");
    for (int i = 0; i < nnodes; i++) {
        if (index[i] < before)
            return dr_raise(comm, MPI_ERR_ARG, "index[%d] is %d, below %d", i,
                            index[i], before);
        before = index[i];
    }
    if (before > 0 && !edges)
        return dr_check_array(comm, before, edges, "edges");
    for (int i = 0; i < before; i++) {
        if (edges[i] < 0 || edges[i] >= nnodes)
            return dr_raise(comm, MPI_ERR_ARG,
                            "edges[%d] is %d in a graph of %d nodes", i,
                            edges[i], nnodes);
    }
    return MPI_SUCCESS;
}

int PMPI_Graph_create(MPI_Comm comm_old, int nnodes, const int index[],
                      const int edges[], int reorder, MPI_Comm *comm_graph)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Graph_create", "ci**i&", comm_old, nnodes, index, edges,
            reorder, comm_graph);

    error = dr_check_comm(comm_old, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = check_graph(found, nnodes, index, edges);
    if (error)
        return error;
    *comm_graph = dr_reorder_lay_out(found, nnodes, reorder,
                                     dr_topology_graph(nnodes, index, edges));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Graph_create,
         (MPI_Comm, int, const int[], const int[], int, MPI_Comm *))

int PMPI_Graph_map(MPI_Comm comm, int nnodes, const int index[],
                   const int edges[], int *newrank)
{
    struct dr_comm *found;
    int error;

    DR_DOOR("MPI_Graph_map", "ci**&", comm, nnodes, index, edges, newrank);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = dr_check_intra(found);
    if (!error)
        error = check_graph(found, nnodes, index, edges);
    if (!error)
        *newrank = dr_reorder_map(found, nnodes,
                                  dr_topology_graph(nnodes, index, edges));
    return error;
}
DR_ALIAS(int, Graph_map, (MPI_Comm, int, const int[], const int[], int *))

static int find(MPI_Comm comm, struct dr_comm **found,
                const struct dr_graph **graph)
{
    int error = dr_topology_find(comm, MPI_GRAPH, found);

    if (!error)
        *graph = &(*found)->topology->graph;
    return error;
}

static int edges_of(const struct dr_graph *graph)
{
    return graph->index[graph->nnodes - 1];
}

int PMPI_Graphdims_get(MPI_Comm comm, int *nnodes, int *nedges)
{
    struct dr_comm *found;
    const struct dr_graph *graph;
    int error;

    DR_DOOR("MPI_Graphdims_get", "c&&", comm, nnodes, nedges);

    error = find(comm, &found, &graph);
    if (error)
        return error;
    *nnodes = graph->nnodes;
    *nedges = edges_of(graph);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Graphdims_get, (MPI_Comm, int *, int *))

int PMPI_Graph_get(MPI_Comm comm, int maxindex, int maxedges, int index[],
                   int edges[])
{
    struct dr_comm *found;
    const struct dr_graph *graph;
    int error;

    DR_DOOR("MPI_Graph_get", "cii**", comm, maxindex, maxedges, index, edges);

    error = find(comm, &found, &graph);
    if (error)
        return error;
    if (maxindex < graph->nnodes || maxedges < edges_of(graph))
        return dr_raise(found, MPI_ERR_ARG,
                        "room for %d nodes and %d edges, the graph has %d and "
                        "%d",
                        maxindex, maxedges, graph->nnodes, edges_of(graph));
    error = dr_check_array(found, graph->nnodes, index, "index");
    if (!error)
        error = dr_check_array(found, edges_of(graph), edges, "edges");
    if (error)
        return error;
    dr_topology_store(index, maxindex, graph->index, graph->nnodes);
    dr_topology_store(edges, maxedges, graph->edges, edges_of(graph));
    return MPI_SUCCESS;
}
DR_ALIAS(int, Graph_get, (MPI_Comm, int, int, int[], int[]))

/* The edges of one rank. */
static int find_edges(MPI_Comm comm, int rank, struct dr_comm **found,
                      const int **edges, int *count)
{
    const struct dr_graph *graph;
    int error = find(comm, found, &graph), first;

    if (!error)
        error = dr_topology_check_rank(*found, rank);
    if (error)
        return error;
    first = rank > 0 ? graph->index[rank - 1] : 0;
    *edges = graph->edges + first;
    *count = graph->index[rank] - first;
    return MPI_SUCCESS;
}

int PMPI_Graph_neighbors_count(MPI_Comm comm, int rank, int *nneighbors)
{
    struct dr_comm *found;
    const int *edges;

    DR_DOOR("MPI_Graph_neighbors_count", "cp&", comm, rank, nneighbors);

    return find_edges(comm, rank, &found, &edges, nneighbors);
}
DR_ALIAS(int, Graph_neighbors_count, (MPI_Comm, int, int *))

int PMPI_Graph_neighbors(MPI_Comm comm, int rank, int maxneighbors,
                         int neighbors[])
{
    struct dr_comm *found;
    const int *edges;
    int error, count;

    DR_DOOR("MPI_Graph_neighbors", "cpi*", comm, rank, maxneighbors, neighbors);

    error = find_edges(comm, rank, &found, &edges, &count);
    if (error)
        return error;
    if (maxneighbors < count)
        return dr_raise(found, MPI_ERR_ARG,
                        "maxneighbors is %d, rank %d has %d", maxneighbors,
                        rank, count);
    error = dr_check_array(found, count, neighbors, "neighbors");
    if (error)
        return error;
    dr_topology_store(neighbors, maxneighbors, edges, count);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Graph_neighbors, (MPI_Comm, int, int, int[]))
