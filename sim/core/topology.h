/*
 * topology.h - who is whose neighbour in a communicator (MPI 3.1, chapter 7).
 *
 * A topology never changes once made; communicators share it by reference
 * count.
 */
#ifndef DR_CORE_TOPOLOGY_H
#define DR_CORE_TOPOLOGY_H

#include <stdbool.h>

#include "include/mpi.h"

/* A grid; the last coordinate varies fastest. */
struct dr_cart {
    int ndims;
    int *dims;
    int *periods; /* 0 or 1 */
};

/* All edges are known to everyone: those of node i are
 * edges[index[i - 1]] .. edges[index[i] - 1]. */
struct dr_graph {
    int nnodes;
    int *index;
    int *edges;
};

/* One direction of the edges of this rank alone. */
struct dr_edges {
    int count;
    int *peers;
    int *weights; /* or NULL */
};

struct dr_topology {
    int kind; /* MPI_CART, MPI_GRAPH or MPI_DIST_GRAPH */
    int references;
    struct dr_cart cart;
    struct dr_graph graph;
    bool weighted;
    struct dr_edges in, out;
};

/* They copy the arrays; the caller has checked them. */
struct dr_topology *dr_topology_cart(int ndims, const int *dims,
                                     const int *periods);
struct dr_topology *dr_topology_graph(int nnodes, const int *index,
                                      const int *edges);

/* Takes over the arrays. */
struct dr_topology *dr_topology_dist(bool weighted, struct dr_edges in,
                                     struct dr_edges out);

struct dr_topology *dr_topology_hold(struct dr_topology *topology);
void dr_topology_release(struct dr_topology *topology);

/* A copy of `count` integers, also of none. */
int *dr_topology_copy(const int *from, int count);

/* The rank at these coordinates, which wrap around in periodic dimensions; -1
 * if they are outside.  And back. */
int dr_cart_rank(const struct dr_cart *cart, const int *coords);
void dr_cart_coords(const struct dr_cart *cart, int rank, int *coords);

/* The rank `disp` further along dimension `direction`, or MPI_PROC_NULL. */
int dr_cart_neighbor(const struct dr_cart *cart, int rank, int direction,
                     int disp);

/*
 * How many neighbours `rank` has, and the `i`-th of them: those it receives
 * from (DR_IN) or sends to (DR_OUT).  In a grid these are two in each
 * dimension, at the lower coordinate first, MPI_PROC_NULL at an edge; in a
 * graph those of its node, both ways; a distributed graph knows those of the
 * rank that holds it only.
 */
enum dr_direction {
    DR_IN,
    DR_OUT
};
int dr_topology_degree(const struct dr_topology *topology, int rank,
                       enum dr_direction direction);
int dr_topology_neighbor(const struct dr_topology *topology, int rank,
                         enum dr_direction direction, int i);

/* Complete the dimensions that are 0 so that all multiply to `nnodes`: as
 * equal as can be, the larger ones first.  False if that is impossible. */
bool dr_dims_create(int nnodes, int ndims, int *dims);

#endif
