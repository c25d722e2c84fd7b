/*
 * remedy.h - what to do about accesses that nothing puts in an order.
 *
 * What separates two accesses is another call in each kind of epoch, and is
 * illegal in the others (MPI 4.1, section 12.5): so the advice goes by the
 * epoch that they are in.  Each function appends a sentence without its full
 * stop.
 */
#ifndef DR_RMA_REMEDY_H
#define DR_RMA_REMEDY_H

#include "rma/conflict_tell.h"

/* Two operations at one target, the later one first. */
void dr_remedy_both(struct dr_text *text, const struct dr_mark *mark,
                    const struct dr_mark *other);

/* The owner of the window touches memory of an operation of `bond` there; if
 * the claim has not begun, it has done so before the operation goes. */
void dr_remedy_owner(struct dr_text *text, const struct dr_bond *bond,
                     const struct dr_claim *claim);

/* "until MPI_Win_fence": when the buffer of an operation is the program's
 * again; the claim need not be one of a lease. */
void dr_remedy_until(struct dr_text *text, const struct dr_claim *claim);

#endif
