/*
 * stuck_shape.c - the cycle or chain among those who can never go on.
 *
 * Order: the cycle begins at its smallest rank.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "p2p/need.h"
#include "p2p/stuck.h"

/* Each rank's next: a stuck rank that must move, or else one that is done with
 * MPI.  Those who wait for any of several have none. */
static void choose_next(struct dr_stuck *stuck)
{
    for (int i = 0; i < stuck->count; i++) {
        struct dr_stuck_rank *rank = &stuck->ranks[i];

        if (rank->any && rank->nwaits_for > 1)
            continue;
        for (int j = 0; j < rank->nwaits_for && rank->on < 0; j++) {
            if (dr_stuck_of(stuck, rank->waits_for[j]))
                rank->on = rank->waits_for[j];
        }
        for (int j = 0; j < rank->nwaits_for && rank->on < 0; j++) {
            if (!dr_need_lives(&dr_world->ranks[rank->waits_for[j]]))
                rank->on = rank->waits_for[j];
        }
    }
}

static int next_of(const struct dr_stuck *stuck, int rank)
{
    const struct dr_stuck_rank *found = dr_stuck_of(stuck, rank);

    return found ? found->on : -1;
}

/* The ranks from `first` on, until one has no next or comes again. */
static void record(struct dr_stuck *stuck, int first)
{
    stuck->cycle = dr_alloc((size_t)dr_world->nranks * sizeof *stuck->cycle);
    for (int it = first; it >= 0 && (stuck->ncycle == 0 || it != first);
         it = next_of(stuck, it))
        stuck->cycle[stuck->ncycle++] = it;
}

/* Follow the nexts until one comes back. */
static void find_cycle(struct dr_stuck *stuck)
{
    int *visit = dr_zalloc((size_t)dr_world->nranks, sizeof *visit);
    int at;

    stuck->shape = DR_STUCK_CYCLE;
    for (int i = 0; i < stuck->count && stuck->ncycle == 0; i++) {
        for (at = stuck->ranks[i].rank; at >= 0 && !visit[at];
             at = next_of(stuck, at))
            visit[at] = i + 1;
        if (at >= 0 && visit[at] == i + 1)
            record(stuck, at);
    }
    free(visit);
}

/* Without a cycle: somebody waits for a rank that is done with MPI. */
static void find_chain(struct dr_stuck *stuck)
{
    bool polls = false;

    for (int i = 0; i < stuck->count && stuck->ncycle == 0; i++) {
        int on = stuck->ranks[i].on;

        polls = polls || stuck->ranks[i].polls;
        if (on >= 0 && !dr_need_lives(&dr_world->ranks[on]))
            record(stuck, stuck->ranks[i].rank);
    }
    if (stuck->ncycle > 0)
        stuck->shape = DR_STUCK_CHAIN;
    else
        stuck->shape = polls ? DR_STUCK_POLL : DR_STUCK_KNOT;
}

/* Begin the cycle at its smallest rank. */
static void rotate_cycle(struct dr_stuck *stuck)
{
    int smallest = 0;
    int *turned;

    turned = dr_alloc((size_t)stuck->ncycle * sizeof *turned);
    for (int i = 1; i < stuck->ncycle; i++) {
        if (stuck->cycle[i] < stuck->cycle[smallest])
            smallest = i;
    }
    for (int i = 0; i < stuck->ncycle; i++)
        turned[i] = stuck->cycle[(smallest + i) % stuck->ncycle];
    free(stuck->cycle);
    stuck->cycle = turned;
}

const struct dr_stuck_rank *dr_stuck_of(const struct dr_stuck *stuck, int rank)
{
    int low = 0, high = stuck->count;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (stuck->ranks[middle].rank < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low < stuck->count && stuck->ranks[low].rank == rank
               ? &stuck->ranks[low]
               : NULL;
}

void dr_stuck_shape(struct dr_stuck *stuck)
{
    choose_next(stuck);
    find_cycle(stuck);
    if (stuck->ncycle > 0)
        rotate_cycle(stuck);
    else
        find_chain(stuck);
}
