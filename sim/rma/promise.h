/*
 * promise.h - what MPI_MODE_... promises of others, and whether they keep it.
 *
 * Assertions change nothing that a program may rely on; one that does not hold
 * is an error (MPI 4.1, section 12.5.5), a finding at the call that makes it:
 *
 *     NOPUT         no put or accumulate comes in the epoch that begins
 *     NOCHECK       of a lock: nobody holds or asks for one that excludes it,
 *                   as long as it lasts
 *     NOPRECEDE,    of a fence: all members say so, or none; what they say of
 *     NOSUCCEED     the caller's own operations is checked where those are
 *                   called
 *
 * NOSTORE is that of nostore.h; NOCHECK of MPI_Win_start and MPI_Win_post is
 * checked by those calls.
 */
#ifndef DR_RMA_PROMISE_H
#define DR_RMA_PROMISE_H

#include "rma/op.h"

/* Tell that a promise is broken, by a call or, if that is NULL, by code. */
void dr_promise_tell(struct dr_related promise, struct dr_related broken,
                     const char *message);

/* A member calls MPI_Win_fence: compare with those that came before. */
void dr_promise_of_fence(struct dr_win *win, int assertion);

/* An exposure, or the epoch after a fence, begins by the call in progress. */
void dr_promise_no_put(struct dr_win *win, enum dr_epoch epoch, int assertion);

/* An operation is about to take effect. */
void dr_promise_of_update(const struct dr_rma_op *op);

/* A lock is not asked for, and its holders will be told. */
void dr_promise_of_lock(struct dr_bond *bond);

/* A lock is asked for at its target. */
void dr_promise_of_locks(const struct dr_bond *bond);

#endif
