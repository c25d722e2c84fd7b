/*
 * halving.h - Rabenseifner's reduction: the vector is halved among pairs.
 *
 * In each round a rank sends a half of what it works on to its pair and
 * combines the other half with what it gets, at distances p/2, ..., 1; then
 * each rank has the result of one block.  The same way back gathers them.
 *
 * Rabenseifner: "Optimization of Collective Reduction Operations", ICCS 2004.
 */
#ifndef DR_COLL_HALVING_H
#define DR_COLL_HALVING_H

#include "coll/fold.h"
#include "coll/team.h"
#include "coll/vector.h"

struct dr_halving {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    struct dr_team team;
    struct dr_fold fold;
    void *sum, *room; /* for the whole vector */
};

/* Fold and halve: number i of the fold then has the result of block i of
 * fold.size, in `sum`.  `sum` may be the receive buffer or scratch. */
struct dr_halving dr_halving_begin(struct dr_schedule *schedule,
                                   const struct dr_coll *coll, int first,
                                   void *sum);

#endif
