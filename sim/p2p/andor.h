/*
 * andor.h - which nodes of an AND/OR graph can ever move.
 *
 * A node depends on others: an "all" node moves once all of them do, an "any"
 * node once one of them does.  Some nodes are free from the start.  What can
 * move is the least set closed under these rules; the rest, the greatest set
 * whose members wait only for one another, can never move.
 *
 *     all node without dependencies   moves
 *     any node without dependencies   never moves
 *
 * Method: every node counts what it still misses, and whoever becomes free
 * tells those that depend on it (Dowling and Gallier, "Linear-time algorithms
 * for testing the satisfiability of propositional Horn formulae", J. Logic
 * Programming 1(3), 1984).  Cost: nodes plus edges, each touched once.
 */
#ifndef DR_P2P_ANDOR_H
#define DR_P2P_ANDOR_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is an empty graph that owns nothing. */
struct dr_andor {
    struct dr_andor_node {
        int missing;    /* dependencies until it moves; 0: it is free */
        int dependents; /* first edge of those who wait for it; -1: none */
        bool any;
    } * nodes;
    struct dr_andor_edge {
        int node; /* that waits */
        int next; /* edge of the same dependency; -1: none */
    } * edges;
    int *fresh; /* free, and their dependents not told yet */
    int nnodes, nodes_room, nedges, edges_room, nfresh;
};

/* Forget all nodes, keep the memory. */
void dr_andor_clear(struct dr_andor *graph);

/* A new node; numbers count up from 0. */
int dr_andor_all(struct dr_andor *graph);
int dr_andor_any(struct dr_andor *graph);

/* `node` depends on `on`. */
void dr_andor_edge(struct dr_andor *graph, int node, int on);

/* The node can move, whatever it depends on. */
void dr_andor_free(struct dr_andor *graph, int node);

/* Find out who can move; to be called once, after the last edge. */
void dr_andor_solve(struct dr_andor *graph);

/* After dr_andor_solve(): can the node never move? */
bool dr_andor_stuck(const struct dr_andor *graph, int node);

/* Release the memory. */
void dr_andor_end(struct dr_andor *graph);

#endif
