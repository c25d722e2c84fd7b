/*
 * select.h - which algorithm does a call.
 *
 * Every rank comes to the same choice, because it is made from what MPI
 * requires to be equal on all of them: the communicator, the root, the
 * operator, the bytes of a block where all blocks are equal.
 */
#ifndef DR_COLL_SELECT_H
#define DR_COLL_SELECT_H

#include "coll/algorithm.h"

/* Append the steps of `operation` by the algorithm in force; intercommunicators
 * have their own. */
void dr_coll_build(struct dr_schedule *schedule,
                   enum dr_coll_operation operation,
                   const struct dr_coll *coll);

#endif
