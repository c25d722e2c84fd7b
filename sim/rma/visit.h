/*
 * visit.h - operations in a window, and its owner's own loads and stores.
 *
 * A visit is an operation at its target from its start, which in epochs of
 * MPI_Win_start is when the target has posted, until the target's
 * owner may know that it is over.  What calls of the owner read and write, and
 * loads and stores of a program compiled by drycc -fdryrun-memory, are compared
 * with it (MPI 4.1, section 12.7, unified memory model):
 *
 *     fence, post     of any operation but two reads, the program's and its
 *                     own, one that overlaps is a conflict, until the owner's
 *                     next MPI_Win_fence, MPI_Win_wait or MPI_Win_test
 *     lock, lock_all  until the origin's flush or unlock:
 *         store       conflicts with an update, unless the owner has seen
 *                     that it is there, by a load or a get
 *         load        may wait for an update by looking again and again.  The
 *                     owner's own update it must not touch.  Another rank's
 *                     gives a warning, if the load is not repeated and the
 *                     owner has got messages since the update began: the
 *                     program takes it for flushed.
 *
 * What a rank does to its memory before the operation starts: touch.h.
 * Bounded: the first 65,536 visits of a window at a time are known.
 */
#ifndef DR_RMA_VISIT_H
#define DR_RMA_VISIT_H

#include "rma/op.h"

/* The program has called the operation; it goes to the target; it is about to
 * take effect there. */
void dr_visit_call(struct dr_rma_op *op);
void dr_visit_go(struct dr_rma_op *op);
void dr_visit_arrive(const struct dr_rma_op *op);

/* Was something said of it? */
bool dr_visit_told(const struct dr_rma_op *op);

/* The origin knows that its operations are over: those that it has the result
 * of, and, if `remote`, all. */
void dr_visit_flush(struct dr_bond *bond, bool remote);

/* The owner knows that all of these are: visits of a bond, or of a window. */
void dr_visit_end(struct dr_link *visits);

/* Bytes of one, in the window's pool. */
size_t dr_visit_size(void);

#endif
