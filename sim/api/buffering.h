/*
 * buffering.h - says whether a run ended only because messages were buffered.
 */
#ifndef DR_API_BUFFERING_H
#define DR_API_BUFFERING_H

#include "core/world.h"

/* Record the run that is about to start, unless nothing is buffered. */
void dr_buffering_watch(struct dr_world *world);

/* The run is over and has ended well: add a finding, a warning, if it would
 * hang with a smaller eager limit. */
void dr_buffering_judge(void);

#endif
