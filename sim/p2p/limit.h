/*
 * limit.h - what ends a run that would go on.
 *
 * The event limit counts what the engine does (alarms that ring) and the calls
 * that the program makes, of which many take no simulated time.  The time limit
 * ends a run when its time has passed, and also when 20,000,000 calls have been
 * made at one moment (and 1,000 more per rank): a loop of calls that take no
 * time never gets there.  A program that loops without any call is not seen.
 *
 * Cost: a few instructions per call; no system call.
 */
#ifndef DR_P2P_LIMIT_H
#define DR_P2P_LIMIT_H

#include <stdbool.h>

#include "core/world.h"

/* An alarm rings: end the run, if a limit is reached or the user wants it. */
void dr_limit_check(void);

/* The running rank has called so often that it is time to look; dr_limit_call()
 * calls it.  Does not return if a limit is reached. */
void dr_limit_check_calls(void);

/* The running rank, whose call is on record, makes a call of MPI. */
static inline void dr_limit_call(struct dr_calls *calls)
{
    if (__builtin_expect(++calls->made >= calls->due, 0))
        dr_limit_check_calls();
}

/* Have so many calls been made at this moment that time stands still? */
bool dr_limit_stands_still(void);

#endif
