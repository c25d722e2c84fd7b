/*
 * arrange.c - which rank shall be which node of a graph.
 *
 * Ranks of one host are alike, so nodes are given hosts first; in the end each
 * host's ranks take its nodes in ascending order.
 */
#include "core/arrange.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Swaps look at all pairs of nodes: in larger graphs there are none, in
 * smaller ones few rounds of them. */
enum {
    SWAP_NODES = 2048,
    SWAP_ROUNDS = 4,
    NOWHERE = -1
};

struct tie {
    int peer;
    double weight;
};

/* The ties of node i are ties[first[i]] .. ties[first[i + 1] - 1]. */
struct plan {
    const struct dr_sites *sites;
    int *first;
    struct tie *ties;
    int *host;        /* by node */
    int *room;        /* by host: ranks without a node */
    double *attached; /* by node: the weight of its ties to those placed */
};

static double distance(const struct dr_sites *sites, int a, int b)
{
    return sites->distance[(long)a * sites->hosts + b];
}

static bool ties(const struct dr_edge *edge)
{
    return edge->from != edge->to && edge->weight > 0;
}

/* Each edge ties both its ends. */
static void read_edges(struct plan *plan, struct dr_edge_list edges)
{
    int count = plan->sites->count;
    int *next = dr_alloc((size_t)(count + 1) * sizeof *next);

    plan->first = dr_zalloc((size_t)count + 1, sizeof *plan->first);
    for (int i = 0; i < edges.count; i++) {
        if (ties(&edges.all[i])) {
            plan->first[edges.all[i].from + 1]++;
            plan->first[edges.all[i].to + 1]++;
        }
    }
    for (int i = 0; i < count; i++)
        plan->first[i + 1] += plan->first[i];
    memcpy(next, plan->first, (size_t)(count + 1) * sizeof *next);
    plan->ties =
        dr_alloc(((size_t)plan->first[count] + 1) * sizeof(struct tie));
    for (int i = 0; i < edges.count; i++) {
        const struct dr_edge *edge = &edges.all[i];

        if (ties(edge)) {
            plan->ties[next[edge->from]++] =
                (struct tie){edge->to, edge->weight};
            plan->ties[next[edge->to]++] =
                (struct tie){edge->from, edge->weight};
        }
    }
    free(next);
}

/* What the ties of a node cost if it is on `host`; those to nodes that are
 * nowhere, or to `but`, cost nothing. */
static double cost_on(const struct plan *plan, int node, int host, int but)
{
    double cost = 0;

    for (int i = plan->first[node]; i < plan->first[node + 1]; i++) {
        int peer = plan->ties[i].peer;

        if (peer != but && plan->host[peer] != NOWHERE)
            cost += plan->ties[i].weight *
                    distance(plan->sites, host, plan->host[peer]);
    }
    return cost;
}

static double total(const struct plan *plan)
{
    double cost = 0;

    for (int i = 0; i < plan->sites->count; i++)
        cost += cost_on(plan, i, plan->host[i], NOWHERE);
    return cost / 2;
}

/* The node to place next: most strongly tied to those placed, then to any. */
static int next_node(const struct plan *plan, const double *all)
{
    int best = NOWHERE;

    for (int i = 0; i < plan->sites->count; i++) {
        if (plan->host[i] != NOWHERE)
            continue;
        if (best == NOWHERE || plan->attached[i] > plan->attached[best] ||
            (plan->attached[i] == plan->attached[best] && all[i] > all[best]))
            best = i;
    }
    return best;
}

/* The host nearest to the node's neighbours; for the first one of several that
 * are tied, where most have room. */
static int next_host(const struct plan *plan, int node)
{
    double least = 0;
    int best = NOWHERE;

    for (int i = 0; i < plan->sites->hosts; i++) {
        double cost;

        if (plan->room[i] == 0)
            continue;
        cost = cost_on(plan, node, i, NOWHERE);
        if (best == NOWHERE || cost < least ||
            (cost == least && plan->attached[node] == 0 &&
             plan->room[i] > plan->room[best])) {
            best = i;
            least = cost;
        }
    }
    return best;
}

static void place_greedily(struct plan *plan)
{
    int count = plan->sites->count;
    double *all = dr_zalloc((size_t)count, sizeof *all);

    for (int i = 0; i < count; i++) {
        plan->host[i] = NOWHERE;
        plan->room[plan->sites->host_of[i]]++;
        for (int k = plan->first[i]; k < plan->first[i + 1]; k++)
            all[i] += plan->ties[k].weight;
    }
    for (int placed = 0; placed < count; placed++) {
        int node = next_node(plan, all), host = next_host(plan, node);

        plan->host[node] = host;
        plan->room[host]--;
        for (int k = plan->first[node]; k < plan->first[node + 1]; k++)
            plan->attached[plan->ties[k].peer] += plan->ties[k].weight;
    }
    free(all);
}

/* Swap two nodes if that pays, by more than rounding. */
static bool swapped(struct plan *plan, int a, int b)
{
    int at_a = plan->host[a], at_b = plan->host[b];
    double now, then;

    if (at_a == at_b)
        return false;
    now = cost_on(plan, a, at_a, b) + cost_on(plan, b, at_b, a);
    then = cost_on(plan, a, at_b, b) + cost_on(plan, b, at_a, a);
    if (then >= now * (1 - 1e-9))
        return false;
    plan->host[a] = at_b;
    plan->host[b] = at_a;
    return true;
}

static void swap_pairs(struct plan *plan)
{
    int count = plan->sites->count;
    bool better = count <= SWAP_NODES;

    for (int round = 0; better && round < SWAP_ROUNDS; round++) {
        better = false;
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++)
                better |= swapped(plan, a, b);
        }
    }
}

/* Each host's ranks, ascending, take its nodes, ascending. */
static int *hand_out(const struct plan *plan)
{
    const struct dr_sites *sites = plan->sites;
    int *node_of = dr_alloc(((size_t)sites->count + 1) * sizeof *node_of);
    int *from = dr_zalloc((size_t)sites->hosts, sizeof *from);

    for (int i = 0; i < sites->count; i++) {
        int *next = &from[sites->host_of[i]];

        while (plan->host[*next] != sites->host_of[i])
            ++*next;
        node_of[i] = (*next)++;
    }
    free(from);
    return node_of;
}

int *dr_arrange(const struct dr_sites *sites, struct dr_edge_list edges)
{
    size_t count = (size_t)sites->count, bytes = count * sizeof(int);
    struct plan plan = {.sites = sites};
    double before, after;
    int *node_of;

    read_edges(&plan, edges);
    plan.host = dr_zalloc(count + 1, sizeof *plan.host);
    plan.room = dr_zalloc((size_t)sites->hosts + 1, sizeof *plan.room);
    plan.attached = dr_zalloc(count + 1, sizeof *plan.attached);
    memcpy(plan.host, sites->host_of, bytes);
    before = total(&plan);
    place_greedily(&plan);
    if (total(&plan) >= before)
        memcpy(plan.host, sites->host_of, bytes);
    swap_pairs(&plan);
    after = total(&plan);
    if (after >= before * (1 - 1e-9))
        memcpy(plan.host, sites->host_of, bytes);
    node_of = hand_out(&plan);
    free(plan.first);
    free(plan.ties);
    free(plan.host);
    free(plan.room);
    free(plan.attached);
    return node_of;
}

double dr_arrange_cost(const struct dr_sites *sites, struct dr_edge_list edges,
                       const int *node_of)
{
    int *host = dr_zalloc((size_t)sites->count + 1, sizeof *host);
    double cost = 0;

    for (int i = 0; i < sites->count; i++)
        host[node_of ? node_of[i] : i] = sites->host_of[i];
    for (int i = 0; i < edges.count; i++) {
        const struct dr_edge *edge = &edges.all[i];

        if (ties(edge))
            cost += edge->weight *
                    distance(sites, host[edge->from], host[edge->to]);
    }
    free(host);
    return cost;
}
