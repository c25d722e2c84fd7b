/*
 * offers.h - what a member of a collective gives, for core/offers.h.
 */
#ifndef DR_COLL_OFFERS_H
#define DR_COLL_OFFERS_H

#include "coll/algorithm.h"
#include "core/offers.h"

/*
 * The running rank's, of arguments that are checked; refers to `coll` and the
 * caller's arrays.  Blocks that are each for one pair of ranks only
 * (MPI_Alltoallv, MPI_Alltoallw, those of neighbours) are not among them:
 * dr_coll_pairwise() tells which operations have such.
 */
void dr_coll_offer(struct dr_offers *offers, enum dr_coll_operation operation,
                   const struct dr_coll *coll);
bool dr_coll_pairwise(enum dr_coll_operation operation);

/* One of those is a rank's own, which is no message: are what `call` sends and
 * receives the same? */
void dr_coll_own_block(enum dr_coll_operation operation,
                       const struct dr_coll *coll,
                       const struct dr_related *call);

#endif
