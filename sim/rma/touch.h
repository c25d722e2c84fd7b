/*
 * touch.h - what a rank has done to its own window before others came.
 *
 * Loads and stores that follow an operation in the same epoch are found by
 * visit.h.  Those that come first are noted here, for an operation that begins
 * later in the epoch of the same fence, or in the same exposure, and that
 * nothing orders: since the access, its rank has begun no message, or, after a
 * fence, the operation's rank has got none since that, nor anything by locks.
 *
 * Stores are noted for operations under locks, too, unless locks of both keep
 * them apart.  They have no order if since the store its rank has begun nothing
 * that others may learn of it by: no message, no operation that writes, no
 * MPI_Win_sync, and has ended no epoch.  If the operation reads, either value
 * is right (MPI 4.1, section 12.7.3), and a warning says so.  Loads may be
 * looks for what others put, and are not noted for these.
 *
 * Order comes of these only, so a program that orders its accesses is never
 * blamed; shared windows, where it may come of memory, are left alone.
 *
 * For programs compiled by drycc -fdryrun-memory.  Bounded: windows of up to
 * 1 MiB; of each epoch the first 4,096 accesses, of which 256 that do not
 * adjoin.
 */
#ifndef DR_RMA_TOUCH_H
#define DR_RMA_TOUCH_H

#include "rma/op.h"

/* An epoch begins in which others may operate on this rank's window, or all of
 * them have ended; from the first call on, locks are possible, too. */
void dr_touch_begin(struct dr_win *win);
void dr_touch_end(struct dr_win *win);

/* The window goes. */
void dr_touch_free(struct dr_win *win);

/* The operation goes to its target. */
void dr_touch_compare(const struct dr_rma_op *op);

#endif
