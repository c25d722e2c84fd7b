/*
 * edge_board.h - the edges of a graph, put up by any member, taken down by
 * those whom they touch.
 *
 * What MPI_Dist_graph_create needs: all members put up theirs, then all take.
 * It is shared memory between ranks and costs no simulated time.
 */
#ifndef DR_CORE_EDGE_BOARD_H
#define DR_CORE_EDGE_BOARD_H

#include "core/arrange.h"
#include "core/topology.h"

struct dr_edge_board;

/* For `size` members; goes when all have taken. */
struct dr_edge_board *dr_edge_board_new(int size);

/* Member `by` puts up an edge. */
void dr_edge_board_put(struct dr_edge_board *board, int by, int source,
                       int destination, int weight);

/* All edges, by their source; the caller frees the array. */
struct dr_edge_list dr_edge_board_list(const struct dr_edge_board *board);

/* The edges of member `rank`, ordered by who put them up, and when; `weighted`
 * says whether their weights matter. */
struct dr_topology *dr_edge_board_take(struct dr_edge_board *board, int rank,
                                       bool weighted);

#endif
