/*
 * arrange.h - which rank shall be which node of a graph, so that nodes that
 * talk are near each other.
 *
 * The measure is the sum over all edges of weight times distance.  To find its
 * least value is NP-hard; the heuristic places the nodes one by one, the one
 * next that is tied most strongly to those placed, on the free host nearest to
 * its neighbours (Hoefler, Snir: "Generic Topology Mapping Strategies for
 * Large-scale Parallel Architectures", ICS 2011, greedy), and then swaps pairs
 * as long as that helps (Kernighan, Lin: "An Efficient Heuristic Procedure for
 * Partitioning Graphs", Bell System Technical Journal 49, 1970, without their
 * look-ahead).  It begins to swap with the order the ranks have if that is
 * better, so that it is never worse.
 *
 * The same arguments give the same result: ties go to the lower number.
 */
#ifndef DR_CORE_ARRANGE_H
#define DR_CORE_ARRANGE_H

struct dr_edge {
    int from, to; /* nodes */
    int weight;   /* not negative */
};

struct dr_edge_list {
    int count;
    struct dr_edge *all;
};

/* Where `count` ranks are. */
struct dr_sites {
    int count;
    int hosts;
    const int *host_of;     /* by rank */
    const double *distance; /* hosts x hosts, symmetric, in any unit */
};

/* The node of each rank, for as many nodes as ranks; the caller frees it.  If
 * nothing is better than the order of the ranks, it is that. */
int *dr_arrange(const struct dr_sites *sites, struct dr_edge_list edges);

/* The measure, with the ranks in this order; NULL is the one they have. */
double dr_arrange_cost(const struct dr_sites *sites, struct dr_edge_list edges,
                       const int *node_of);

#endif
