/*
 * andor.c - which nodes of an AND/OR graph can ever move.
 *
 * Invariant: a node is in `fresh` at most once, when its count reaches 0.
 */
#include "p2p/andor.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"

void dr_andor_clear(struct dr_andor *graph)
{
    graph->nnodes = 0;
    graph->nedges = 0;
    graph->nfresh = 0;
}

static int add_node(struct dr_andor *graph, bool any)
{
    if (graph->nnodes == graph->nodes_room) {
        size_t room = graph->nodes_room ? 2 * (size_t)graph->nodes_room : 64;

        graph->nodes = dr_realloc(graph->nodes, room * sizeof *graph->nodes);
        graph->fresh = dr_realloc(graph->fresh, room * sizeof *graph->fresh);
        graph->nodes_room = (int)room;
    }
    /* Until its first dependency an "any" node misses one for ever. */
    graph->nodes[graph->nnodes] = (struct dr_andor_node){any ? 1 : 0, -1, any};
    return graph->nnodes++;
}

int dr_andor_all(struct dr_andor *graph)
{
    return add_node(graph, false);
}

int dr_andor_any(struct dr_andor *graph)
{
    return add_node(graph, true);
}

void dr_andor_edge(struct dr_andor *graph, int node, int on)
{
    if (graph->nedges == graph->edges_room) {
        size_t room = graph->edges_room ? 2 * (size_t)graph->edges_room : 128;

        graph->edges = dr_realloc(graph->edges, room * sizeof *graph->edges);
        graph->edges_room = (int)room;
    }
    graph->edges[graph->nedges] =
        (struct dr_andor_edge){node, graph->nodes[on].dependents};
    graph->nodes[on].dependents = graph->nedges++;
    if (!graph->nodes[node].any)
        graph->nodes[node].missing++;
}

void dr_andor_free(struct dr_andor *graph, int node)
{
    /* Dependencies that are added later count down from here in vain. */
    graph->nodes[node].missing = INT_MIN;
}

/* One dependency of the node has become free. */
static void move(struct dr_andor *graph, int node)
{
    if (graph->nodes[node].missing > 0 && --graph->nodes[node].missing == 0)
        graph->fresh[graph->nfresh++] = node;
}

void dr_andor_solve(struct dr_andor *graph)
{
    for (int i = 0; i < graph->nnodes; i++) {
        if (graph->nodes[i].missing <= 0) {
            graph->nodes[i].missing = 0;
            graph->fresh[graph->nfresh++] = i;
        }
    }
    while (graph->nfresh > 0) {
        int node = graph->fresh[--graph->nfresh];
        int edge = graph->nodes[node].dependents;

        for (; edge >= 0; edge = graph->edges[edge].next)
            move(graph, graph->edges[edge].node);
    }
}

bool dr_andor_stuck(const struct dr_andor *graph, int node)
{
    return graph->nodes[node].missing > 0;
}

void dr_andor_end(struct dr_andor *graph)
{
    free(graph->nodes);
    free(graph->edges);
    free(graph->fresh);
    *graph = (struct dr_andor){0};
}
