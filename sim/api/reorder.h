/*
 * reorder.h - new communicators whose ranks stand where their neighbours are
 * near (MPI 4.0, chapter 8: `reorder`).
 */
#ifndef DR_API_REORDER_H
#define DR_API_REORDER_H

#include "core/accord.h"
#include "core/arrange.h"

/*
 * The node of each rank of `comm`, for the first `nodes` ranks; the others
 * have -1.  Distances are latencies between hosts; see core/arrange.h.  The
 * caller frees it.
 */
int *dr_reorder(const struct dr_comm *comm, int nodes,
                struct dr_edge_list edges);

/* The node of the running rank in a grid or a graph that everyone knows, or
 * MPI_UNDEFINED; releases `topology`. */
int dr_reorder_map(const struct dr_comm *comm, int nodes,
                   struct dr_topology *topology);

/* Agree on a communicator for the first `nodes` ranks, in a new order if that
 * is allowed and better; takes `topology` over.  MPI_COMM_NULL for others. */
MPI_Comm dr_reorder_lay_out(struct dr_comm *comm, int nodes, bool reorder,
                            struct dr_topology *topology);

#endif
