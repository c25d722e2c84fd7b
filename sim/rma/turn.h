/*
 * turn.h - explored: whose turn it is to have a lock.
 */
#ifndef DR_RMA_TURN_H
#define DR_RMA_TURN_H

#include "p2p/contest.h"

struct dr_bond;
struct dr_win;

/* Of a target: who may be next, and who had it while nobody else asked. */
struct dr_turns {
    struct dr_contest contest;
    const struct dr_win *alone;
    bool several, exclusive;
    const struct dr_win *updated; /* by whom last, so that it was told what was
                                     there before, and not under a lock of its
                                     own */
};

/* Of a bond. */
struct dr_turn {
    uint32_t requests; /* so far; of the latest: */
    int passed;        /* others had the lock before it */
};

/* The owner's window begins. */
void dr_turn_begin(struct dr_win *win);

/* The bond asks its target. */
void dr_turn_asked(struct dr_bond *bond);

/* Those who ask changed, or who holds: who is next is a move as long as anybody
 * asks. */
void dr_turn_look(struct dr_win *win);

/* An update by the bond, which returns what it found, takes effect. */
void dr_turn_updates(struct dr_bond *bond);

#endif
