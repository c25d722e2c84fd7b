/*
 * progress.h - how a rank spends simulated time, and how it blocks.
 *
 * Only these functions let another rank run.  Each returns in the rank that
 * called it, with that rank's errno as it was.
 */
#ifndef DR_P2P_PROGRESS_H
#define DR_P2P_PROGRESS_H

#include <stdbool.h>

#include "core/world.h"

/* Spend `seconds` of simulated time outside MPI (computing, sleeping).
 * Negative, zero and NaN spend nothing. */
void dr_progress_sleep(double seconds);

/* Spend `flops` on the rank's host, shared with other ranks there. */
void dr_progress_compute(double flops);

/*
 * One fruitless look of a polling loop (MPI_Test and its kind).
 *
 * The first costs 100 ns; while nothing else happens to the rank, each costs
 * 1 % of the time spent polling so far, so that a wait of any length takes a
 * few thousand looks and is seen at most 1 % late.
 */
void dr_progress_poll(void);

#endif
