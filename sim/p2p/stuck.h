/*
 * stuck.h - who waits for whom when nothing can happen any more.
 */
#ifndef DR_P2P_STUCK_H
#define DR_P2P_STUCK_H

#include <stdbool.h>

#include "core/world.h"
#include "p2p/engine.h"

/* Of a rank that waits for any of very many, so many are listed. */
enum {
    DR_STUCK_LISTED = 64
};

/* A rank that is blocked, or polls in vain. */
struct dr_stuck_rank {
    int rank;
    bool any;      /* one of waits_for would do; otherwise all must move */
    bool polls;    /* it does not sleep: it looks again and again */
    int peer, tag; /* of the first operation it waits for */
    int nwaits_for;
    int *waits_for; /* ranks of MPI_COMM_WORLD, ascending, each once */
    int unlisted;   /* it waits for so many more */
    char *why;      /* one line, or several */
    const struct dr_gaze *gaze;      /* what it looks at, or NULL */
    const struct dr_wait *wait;      /* or what it looks for; or NULL */
    const struct dr_request *first;  /* that cannot end, or NULL */
    const struct dr_request *within; /* the collective it is a step of */
    int on; /* its next in the cycle or chain: a rank, or -1 */
};

enum dr_stuck_shape {
    DR_STUCK_CYCLE, /* each waits for the next, the last for the first */
    DR_STUCK_CHAIN, /* each waits for the next, the last is done with MPI */
    DR_STUCK_KNOT,  /* some wait for any of several, who are all stuck */
    DR_STUCK_POLL,  /* nobody waits for a rank that cannot move: all look */
};

struct dr_stuck {
    int count;
    struct dr_stuck_rank *ranks; /* ascending */
    enum dr_stuck_shape shape;
    int ncycle;
    int *cycle; /* the cycle or chain; none of a knot */
};

/* Look at every rank of dr_world; with `all` also at those that are neither
 * blocked nor polling.  The caller releases with dr_stuck_end(). */
struct dr_stuck dr_stuck_find(bool all);
void dr_stuck_end(struct dr_stuck *stuck);

/* Fill in each rank's `on`, the shape and the cycle; dr_stuck_find() does. */
void dr_stuck_shape(struct dr_stuck *stuck);

/* The entry of a rank, or NULL if it is not stuck. */
const struct dr_stuck_rank *dr_stuck_of(const struct dr_stuck *stuck, int rank);

/* Is this rank stuck, or does one that is wait for it? */
bool dr_stuck_concerns(const struct dr_stuck *stuck, int rank);

#endif
