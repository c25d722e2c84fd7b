/*
 * dist_graph_match.c - do both ends of every edge know of it?
 *
 * Cost: O(e log e) for e edges, once for a graph.
 */
#include "api/dist_graph_match.h"

#include <stdlib.h>

#include "base/memory.h"
#include "core/world.h"
#include "net/net.h"

struct ends {
    int from, to;
};

static int by_ends(const void *left, const void *right)
{
    const struct ends *a = left, *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* All edges as those at one of their ends know them, sorted. */
static struct ends *list(struct dr_topology *const of[], int nodes, bool in,
                         size_t *count)
{
    struct ends *all;

    *count = 0;
    for (int i = 0; i < nodes; i++)
        *count += (size_t)(in ? of[i]->in.count : of[i]->out.count);
    all = dr_alloc((*count + 1) * sizeof *all);
    *count = 0;
    for (int i = 0; i < nodes; i++) {
        const struct dr_edges *edges = in ? &of[i]->in : &of[i]->out;

        for (int k = 0; k < edges->count; k++) {
            int peer = edges->peers[k];

            all[(*count)++] =
                in ? (struct ends){peer, i} : (struct ends){i, peer};
        }
    }
    qsort(all, *count, sizeof *all, by_ends);
    return all;
}

static struct dr_related call_of(const struct dr_comm *comm, int rank)
{
    int id = dr_comm_world_rank(comm, rank);
    const struct dr_call *call = dr_world->ranks[id].call;

    return (struct dr_related){id, call->name, call->site};
}

/* One end names the edge, its source or its destination. */
static void tell(const struct dr_comm *comm, struct ends edge,
                 bool source_knows)
{
    int who = source_knows ? edge.from : edge.to;
    int other = source_knows ? edge.to : edge.from;
    struct dr_related mine = call_of(comm, who), theirs = call_of(comm, other);
    struct dr_text message = {0};

    dr_text_printf(
        &message,
        "names rank %d as a %s, which does not name rank %d as a %s, "
        "or not as often",
        other, source_knows ? "destination" : "source", who,
        source_knows ? "source" : "destination");
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){
                        .kind = DR_FOUND_COLLECTIVE_MISMATCH,
                        .severity = DR_ERROR,
                        .time_s = dr_net_now(),
                        .rank = mine.rank,
                        .call = mine.call,
                        .site = mine.site,
                        .message = message.data,
                        .advice = "let each destination name its sources, and "
                                  "each source its destinations",
                        .related = &theirs,
                        .nrelated = 1});
    dr_text_end(&message);
}

void dr_dist_graph_match(const struct dr_comm *comm,
                         struct dr_topology *const of[])
{
    size_t nout, nin, i = 0;
    struct ends *out = list(of, comm->size, false, &nout);
    struct ends *in = list(of, comm->size, true, &nin);

    while (i < nout && i < nin && by_ends(&out[i], &in[i]) == 0)
        i++;
    if (i < nout && (i == nin || by_ends(&out[i], &in[i]) < 0))
        tell(comm, out[i], true);
    else if (i < nin)
        tell(comm, in[i], false);
    free(out);
    free(in);
}
