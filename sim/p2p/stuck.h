/*
 * stuck.h - who waits for whom when nothing can happen any more.
 */
#ifndef DR_P2P_STUCK_H
#define DR_P2P_STUCK_H

#include <stdbool.h>

#include "core/world.h"

/* A rank that is blocked, or polls in vain. */
struct dr_stuck_rank {
    int rank;
    bool any;      /* one of waits_for would do; otherwise all must move */
    bool polls;    /* it does not sleep: it looks again and again */
    int peer, tag; /* of the first operation it waits for */
    int nwaits_for;
    int *waits_for; /* ranks of MPI_COMM_WORLD, ascending, each once */
    char *why;      /* one line, or several */
};

struct dr_stuck {
    int count;
    struct dr_stuck_rank *ranks; /* ascending */
    int ncycle;
    int *cycle; /* each waits for the next, the last for the first; or none */
};

/* Look at every rank of dr_world; with `all` also at those that are neither
 * blocked nor polling.  The caller releases with dr_stuck_end(). */
struct dr_stuck dr_stuck_find(bool all);
void dr_stuck_end(struct dr_stuck *stuck);

#endif
