/*
 * ranks.h - a world of a few ranks without platform or engine.
 */
#ifndef DR_UNIT_RANKS_H
#define DR_UNIT_RANKS_H

#include "core/comm.h"
#include "core/world.h"

enum {
    RANKS_MOST = 16
};

static struct dr_world ranks_world;
static struct dr_rank ranks[RANKS_MOST];

/* The rank whose code runs from here on. */
static inline struct dr_rank *ranks_run(int rank)
{
    ranks_world.self = &ranks[rank];
    return ranks_world.self;
}

static inline void ranks_begin(int count)
{
    struct dr_circle *everyone;

    ranks_world = (struct dr_world){.nranks = count, .ranks = ranks};
    dr_world = &ranks_world;
    everyone = dr_circle_new(dr_group_world(count), count);
    for (int i = 0; i < count; i++) {
        ranks[i] = (struct dr_rank){.id = i};
        dr_handles_init(&ranks_run(i)->handles, i);
        ranks[i].comm_world = dr_comm_predefined(everyone, i, MPI_COMM_WORLD);
        ranks[i].comm_self = dr_comm_predefined(
            dr_circle_new(dr_group_range(i, 1, 1), 1), 0, MPI_COMM_SELF);
    }
    ranks_run(0);
}

static inline void ranks_end(void)
{
    for (int i = 0; i < ranks_world.nranks; i++) {
        dr_comm_release(ranks[i].comm_world);
        dr_comm_release(ranks[i].comm_self);
        dr_handles_end(&ranks[i].handles);
    }
    dr_world = NULL;
}

#endif
