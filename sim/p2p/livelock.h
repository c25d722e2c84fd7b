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
 * fetches without an operator, swaps that fail; and so are locks, which only
 * say when.  As such operations bring data, such looks take longer only once
 * the state was the same at two looks and the operations between them too, from
 * the 5,000th on, or when 1,000,000 were by the same operations; and 3,000
 * looks later the rank must still go round.
 *
 * What one rank has read another may have changed since.  So each must have
 * gone round once more after the last other one has gone to sleep, or begun to
 * go round.
 *
 * Not seen are changes in memory that the program allocated: a loop that
 * counts there, and would give up after more than 8,000 looks, is called
 * stuck.
 *
 * When schedules are explored, moves wait for a moment at which nobody can go
 * on (p2p/moves.h), which loops like these never let come: then they are made
 * after some looks.
 *
 * Cost: a few instructions per fruitless look, nothing elsewhere.
 */
#ifndef DR_P2P_LIVELOCK_H
#define DR_P2P_LIVELOCK_H

#include "p2p/engine.h"

/*
 * The running rank, marked as polling, has looked in vain, perhaps at windows
 * (`far`), and is about to spend `look` seconds on it.  Returns what it shall
 * spend; does not return if nothing can happen any more.
 */
double dr_livelock_look(struct dr_port *port, double look, bool far);

/* The rank has begun an operation on a window, or asked for a lock; as numbers:
 * what kind, and with which memory.  Looks by other operations are others. */
void dr_livelock_note(struct dr_port *port, uint64_t what, uint64_t where);

/* It looks by an operation on a window, at `gaze`, which lives until the rank
 * looks at another or NULL.  And at what a polling rank has looked lately, or
 * NULL. */
void dr_livelock_gaze(struct dr_port *port, const struct dr_gaze *gaze);
const struct dr_gaze *dr_livelock_gazes(const struct dr_port *port);

/* The rank, which may be looking in vain, goes on after a look or a sleep.
 * What engine functions left on the stack becomes the uninitialised variables
 * of the program's next call, and must not make its state another one. */
void dr_livelock_rested(const struct dr_port *port);

#endif
