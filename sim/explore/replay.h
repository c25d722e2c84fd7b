/*
 * replay.h - making the choices of a schedule again.
 */
#ifndef DR_EXPLORE_REPLAY_H
#define DR_EXPLORE_REPLAY_H

#include "explore/choice.h"

struct dr_replay {
    const struct dr_choices *choices;
    int next;
    /* Called when the program offers something else than the schedule says;
     * must not return. */
    void (*parted)(const struct dr_replay *replay, const struct dr_move *moves,
                   int count);
};

/* A dr_choose_fn: `self` is the replay.  Once all choices are made, the first
 * of each set of moves is taken. */
int dr_replay_choose(void *self, const struct dr_move *moves, int count);

#endif
