/*
 * conflict.h - accesses to window memory that nothing puts in an order.
 *
 * Within an epoch operations may take effect in any order, at the target and
 * in the origin's buffers (MPI 4.1, section 12.7).  What two of them do to the
 * same bytes is undefined, a finding rma_conflict, unless both only read, or
 * both are accumulates of one origin, or with the same operator and type.
 *
 *     at the target   operations of one origin that no flush and no end of an
 *                     epoch separates; of several origins, in the same fence
 *                     epoch, exposure, or under shared locks when neither has
 *                     ended yet
 *     there, too      an operation of the target's own that is pending: a
 *                     receive into its window, or the buffer of another
 *                     one-sided operation
 *     at the origin   operations that share a buffer, unless both only read it
 *                     or are one get, made twice
 *
 * Compared is what is under way at one moment of the simulated run.  Two
 * accesses under shared locks, one of which was over before the other began,
 * are let alone: a message may have ordered them.
 *
 * Bounded: a window's memory is cut into at most 1,024 lines of 64 bytes or
 * more, and of each line the latest 32 accesses are known that could not be
 * merged.  Compare-and-swap goes with every operator.
 */
#ifndef DR_RMA_CONFLICT_H
#define DR_RMA_CONFLICT_H

#include "rma/op.h"

/* The program gives the operation its buffers; called as the rank. */
void dr_conflict_begin(struct dr_rma_op *op);

/* It goes to the target. */
void dr_conflict_launch(struct dr_rma_op *op);

/* It is about to touch the target's memory. */
void dr_conflict_arrive(const struct dr_rma_op *op);

/* The program knows that the bond's operations have left the origin's buffers;
 * and, if `remote`, that they are over at the target. */
void dr_conflict_separate(struct dr_bond *bond, bool remote);

/* They are over at the target. */
void dr_conflict_over(struct dr_bond *bond);

/* Release what is known of a window. */
void dr_conflict_end(struct dr_win *win);

#endif
