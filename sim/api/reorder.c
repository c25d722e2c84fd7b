/*
 * reorder.c - new communicators whose ranks stand where their neighbours are
 * near.
 *
 * Who joins an agreement last works the order out for all.
 */
#include "api/reorder.h"

#include <stdlib.h>

#include "api/comm_make.h"
#include "base/memory.h"
#include "core/hosts.h"
#include "net/net.h"

/* Among more hosts the table of distances would cost more than it brings: the
 * order is kept. */
enum {
    HOSTS_MOST = 1024
};

static double *distances(const struct dr_comm *comm,
                         const struct dr_hosts *hosts)
{
    size_t count = (size_t)hosts->count;
    double *table = dr_alloc(count * count * sizeof *table);

    for (size_t i = 0; i < count; i++) {
        for (size_t k = i; k < count; k++) {
            int from = dr_hosts_leader(hosts, (int)i);
            int to = dr_hosts_leader(hosts, (int)k);
            const struct dr_route *route = dr_net_route(
                dr_world->ranks[dr_comm_world_rank(comm, from)].host,
                dr_world->ranks[dr_comm_world_rank(comm, to)].host);

            table[i * count + k] = table[k * count + i] = route->latency_s;
        }
    }
    return table;
}

static int *keep_order(int nodes)
{
    int *node_of = dr_alloc(((size_t)nodes + 1) * sizeof *node_of);

    for (int i = 0; i < nodes; i++)
        node_of[i] = i;
    return node_of;
}

int *dr_reorder(const struct dr_comm *comm, int nodes,
                struct dr_edge_list edges)
{
    const struct dr_hosts *hosts = dr_hosts_of(comm);
    struct dr_sites sites = {
        .count = nodes, .hosts = hosts->count, .host_of = hosts->of};
    double *table;
    int *node_of;

    if (hosts->count > HOSTS_MOST) {
        node_of = keep_order(nodes);
    } else {
        table = distances(comm, hosts);
        sites.distance = table;
        node_of = dr_arrange(&sites, edges);
        free(table);
    }
    node_of = dr_realloc(node_of, ((size_t)comm->size + 1) * sizeof *node_of);
    for (int i = nodes; i < comm->size; i++)
        node_of[i] = -1;
    return node_of;
}

/* The same for a grid or a graph that everyone knows. */
static int *reorder_topology(const struct dr_comm *comm, int nodes,
                             const struct dr_topology *topology)
{
    struct dr_edge_list edges = {0};
    int room = 0, *node_of;

    for (int i = 0; i < nodes; i++)
        room += dr_topology_degree(topology, i, DR_OUT);
    edges.all = dr_alloc(((size_t)room + 1) * sizeof *edges.all);
    for (int i = 0; i < nodes; i++) {
        int degree = dr_topology_degree(topology, i, DR_OUT);

        for (int k = 0; k < degree; k++) {
            int peer = dr_topology_neighbor(topology, i, DR_OUT, k);

            if (peer != MPI_PROC_NULL)
                edges.all[edges.count++] = (struct dr_edge){i, peer, 1};
        }
    }
    node_of = dr_reorder(comm, nodes, edges);
    free(edges.all);
    return node_of;
}

int dr_reorder_map(const struct dr_comm *comm, int nodes,
                   struct dr_topology *topology)
{
    int *node_of = reorder_topology(comm, nodes, topology);
    int node = node_of[comm->rank];

    free(node_of);
    dr_topology_release(topology);
    return node < 0 ? MPI_UNDEFINED : node;
}

MPI_Comm dr_reorder_lay_out(struct dr_comm *comm, int nodes, bool reorder,
                            struct dr_topology *topology)
{
    struct dr_accord *accord = dr_accord_join(
        comm, comm->rank < nodes ? 0 : MPI_UNDEFINED, comm->rank);

    struct dr_term term = dr_term_of_topology(topology);

    dr_accord_give(accord, comm, &term);
    if (reorder && dr_accord_complete(accord))
        dr_accord_arrange(accord, reorder_topology(comm, nodes, topology));
    return dr_comm_lay_out(comm, accord, topology);
}
