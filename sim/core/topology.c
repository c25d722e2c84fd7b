/*
 * topology.c - who is whose neighbour in a communicator (MPI 3.1, chapter 7).
 */
#include "core/topology.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int *dr_topology_copy(const int *from, int count)
{
    int *copy = dr_alloc((size_t)(count > 0 ? count : 1) * sizeof *copy);

    if (count > 0)
        memcpy(copy, from, (size_t)count * sizeof *copy);
    return copy;
}

static struct dr_topology *make(int kind)
{
    struct dr_topology *topology = dr_zalloc(1, sizeof *topology);

    topology->kind = kind;
    topology->references = 1;
    return topology;
}

struct dr_topology *dr_topology_cart(int ndims, const int *dims,
                                     const int *periods)
{
    struct dr_topology *topology = make(MPI_CART);

    topology->cart.ndims = ndims;
    topology->cart.dims = dr_topology_copy(dims, ndims);
    topology->cart.periods = dr_topology_copy(periods, ndims);
    for (int i = 0; i < ndims; i++)
        topology->cart.periods[i] = periods[i] != 0;
    return topology;
}

struct dr_topology *dr_topology_graph(int nnodes, const int *index,
                                      const int *edges)
{
    struct dr_topology *topology = make(MPI_GRAPH);

    topology->graph.nnodes = nnodes;
    topology->graph.index = dr_topology_copy(index, nnodes);
    topology->graph.edges =
        dr_topology_copy(edges, nnodes > 0 ? index[nnodes - 1] : 0);
    return topology;
}

struct dr_topology *dr_topology_dist(bool weighted, struct dr_edges in,
                                     struct dr_edges out)
{
    struct dr_topology *topology = make(MPI_DIST_GRAPH);

    topology->weighted = weighted;
    topology->in = in;
    topology->out = out;
    return topology;
}

struct dr_topology *dr_topology_hold(struct dr_topology *topology)
{
    topology->references++;
    return topology;
}

void dr_topology_release(struct dr_topology *topology)
{
    if (--topology->references > 0)
        return;
    free(topology->cart.dims);
    free(topology->cart.periods);
    free(topology->graph.index);
    free(topology->graph.edges);
    free(topology->in.peers);
    free(topology->in.weights);
    free(topology->out.peers);
    free(topology->out.weights);
    free(topology);
}

static const struct dr_edges *edges_of(const struct dr_topology *topology,
                                       enum dr_direction direction)
{
    return direction == DR_IN ? &topology->in : &topology->out;
}

/* Where the edges of a graph's node begin. */
static int first_edge(const struct dr_graph *graph, int node)
{
    return node > 0 ? graph->index[node - 1] : 0;
}

int dr_topology_degree(const struct dr_topology *topology, int rank,
                       enum dr_direction direction)
{
    const struct dr_graph *graph = &topology->graph;

    if (topology->kind == MPI_CART)
        return 2 * topology->cart.ndims;
    if (topology->kind == MPI_GRAPH)
        return graph->index[rank] - first_edge(graph, rank);
    return edges_of(topology, direction)->count;
}

int dr_topology_neighbor(const struct dr_topology *topology, int rank,
                         enum dr_direction direction, int i)
{
    const struct dr_graph *graph = &topology->graph;

    if (topology->kind == MPI_CART)
        return dr_cart_neighbor(&topology->cart, rank, i / 2, i % 2 ? 1 : -1);
    if (topology->kind == MPI_GRAPH)
        return graph->edges[first_edge(graph, rank) + i];
    return edges_of(topology, direction)->peers[i];
}
