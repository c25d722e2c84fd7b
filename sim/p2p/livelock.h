/*
 * livelock.h - ranks that look for ever for what never comes.
 *
 * A loop around MPI_Test or MPI_Iprobe, or around gets and a flush of a window
 * that nobody changes, may count its looks, or watch a clock,
 * and end some day.  So the run is said to be stuck only if, without anything
 * under way anywhere and without any rank doing anything in MPI but to wait
 * and to look in vain, each rank that is not asleep in MPI has
 *
 *     looked 8,000 times, and then its variables, stack and registers were
 *     the same at two looks: it goes round in a circle; or
 *
 *     looked 1,000,000 times: it counts, but who would count so far?
 *
 * Ranks may sleep and compute between looks.  From the 5,000th look on each
 * takes at least 1 % of the time since nothing can happen any more, so that
 * ages have passed at the 8,000th: who watches a clock has given up.  (Loops
 * without a pause get there by themselves, see progress.h.)
 *
 * One-sided operations under way are looks too, if they change nothing: gets,
 * fetches without an operator, swaps that fail.  Several ranks may loop around
 * them, but not around locks.
 *
 * Not seen are changes in memory that the program allocated: a loop that
 * counts there, and would give up after more than 8,000 looks, is called
 * stuck.
 *
 * Cost: a few instructions per fruitless look, nothing elsewhere.
 */
#ifndef DR_P2P_LIVELOCK_H
#define DR_P2P_LIVELOCK_H

#include "p2p/engine.h"

/*
 * The running rank, marked as polling, has looked in vain and is about to
 * spend `look` seconds on it.  Returns what it shall spend; does not return if
 * nothing can happen any more.
 */
double dr_livelock_look(struct dr_port *port, double look);

/* The rank, which may be looking in vain, goes on after a look or a sleep.
 * What engine functions left on the stack becomes the uninitialised variables
 * of the program's next call, and must not make its state another one. */
void dr_livelock_rested(const struct dr_port *port);

#endif
