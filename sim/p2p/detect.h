/*
 * detect.h - finds deadlocks when they close, not when the run ends.
 *
 * Deadlocked is the greatest set of sleeping ranks in which every wait can be
 * satisfied by members of the set only, by ranks that are done with MPI, or
 * by nobody: andor.h computes it from what need.h says of each operation.
 * It is sound (who is named can never go on, whatever the others do) and, for
 * what can be seen without running the program, complete.
 *
 * The exact test looks at every rank, so it runs when one of these says so:
 *
 *   - a rank blocks, or a message reaches a sleeping rank that wants another:
 *     a walk of a few steps along waits for one rank each comes back or ends
 *     at a rank that is done with MPI;
 *   - so many alarms rang since the last test that its cost is small beside
 *     theirs: this finds knots, long cycles, and everything else;
 *   - nothing can happen any more.
 *
 * A deadlock's moment is when its last member blocked, or when the last rank
 * it needed left MPI; it may be found a little later.
 */
#ifndef DR_P2P_DETECT_H
#define DR_P2P_DETECT_H

#include "p2p/engine.h"

/* What detection keeps for the world. */
struct dr_detect *dr_detect_begin(int nranks);

/* Schedules are explored: messages that have arrived are matched when somebody
 * decides so.  Only the end, when nobody can move, tells then. */
void dr_detect_rest(struct dr_world *world);

/* The running rank is about to sleep; if that seems to close a deadlock, the
 * exact test is made once everybody has got as far as they can in this moment.
 */
void dr_detect_blocked(const struct dr_rank *rank);

/* An alarm was handled and the time has come, or a message has reached a rank
 * that sleeps and does not want it: the same. */
void dr_detect_rang(struct dr_engine *engine);

/* The alarm DR_RING_TEST rang, which only dr_detect_blocked() sets. */
void dr_detect_due(struct dr_engine *engine);

/* A rank is done with MPI: it called MPI_Finalize, or its main ended. */
void dr_detect_left(struct dr_rank *rank);

/*
 * The exact test.  Returns how many ranks are deadlocked; dr_detect_stuck()
 * and dr_detect_time_s() tell more until the next test.
 */
int dr_detect_test(void);

/* Nothing can happen any more: all who sleep or poll are stuck. */
void dr_detect_take_all(void);

/* The same when all who do not sleep look in vain; ends the run. */
_Noreturn void dr_detect_livelock(void);

/* Is this rank among the stuck? */
bool dr_detect_stuck(int rank);

/* When the deadlock closed. */
double dr_detect_time_s(void);

#endif
