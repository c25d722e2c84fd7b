/*
 * progress.h - how a rank spends simulated time, and how it blocks.
 *
 * Only these functions let another rank run.  Each returns in the rank that
 * called it, with that rank's errno as it was.
 */
#ifndef DR_P2P_PROGRESS_H
#define DR_P2P_PROGRESS_H

#include "p2p/engine.h"

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

/* The running rank has looked at a window, by operations that are over; it may
 * have done so in vain.  Takes no time unless it does so for ages. */
void dr_progress_look_far(void);

/*
 * The running rank looks at a clock.  Looks are free, but a loop that waits
 * for a time must not find the clock standing still for ever: from the 1000th
 * at the same moment on, each costs 1 us.
 */
void dr_progress_look(void);

/*
 * Block the running rank until dr_progress_one_done() was called `need` times
 * on its port (set before).  `wait` says for whom, should it never happen.
 */
void dr_progress_block(struct dr_wait *wait);

/* One of the things a blocked rank needs has happened. */
void dr_progress_one_done(struct dr_port *port);

/* An unexpected message is there: wake a rank whose probe it fits. */
void dr_progress_probe(struct dr_port *port, const struct dr_envelope *message);

/* The running rank, if it is this port's, spends the send overheads that its
 * messages have piled up. */
void dr_progress_pay_overhead(struct dr_port *port);

/* A rank's sleep is over: called when its alarm rings. */
void dr_progress_awake(struct dr_alarm *alarm);

#endif
