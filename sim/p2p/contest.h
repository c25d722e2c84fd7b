/*
 * contest.h - explored: a thing that one rank has at a time, such as a lock,
 * and those who ask for it.
 *
 * Who is next is a move (p2p/moves.h), made when nobody can go on without it,
 * so that all who can have asked by then have.  Who asks for what nobody else
 * wants is given it once nothing else can be decided: that somebody who asks
 * later has it before is not tried, and engine.h's `left_out` says so.
 */
#ifndef DR_P2P_CONTEST_H
#define DR_P2P_CONTEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"

/* One who may be next. */
struct dr_asker {
    int rank;        /* in MPI_COMM_WORLD */
    uint32_t number; /* of what the rank asked for here so far */
    const char *call;
    const void *site;
    bool alone; /* nobody asks for what this one would take away */
};

struct dr_contest {
    struct dr_link link; /* among those where somebody may be next */
    bool open;           /* is it there? */
    uint32_t number;     /* as first opened in this run, from 1; 0: not yet */
    int place;           /* whose thing: rank in MPI_COMM_WORLD */

    /* The one at `index` of those who may be next now; false: no such. */
    bool (*asker)(const struct dr_contest *contest, int index,
                  struct dr_asker *asker);
    void (*give)(struct dr_contest *contest, int index);
};

/* Somebody asks; nobody does any more.  Both may be said again. */
void dr_contest_open(struct dr_contest *contest);
void dr_contest_close(struct dr_contest *contest);

#endif
