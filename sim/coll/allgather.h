/*
 * allgather.h - what the algorithms of allgather begin and end with.
 */
#ifndef DR_COLL_ALLGATHER_H
#define DR_COLL_ALLGATHER_H

#include "coll/row.h"

/*
 * This rank's block goes to its place in the receive buffer, unless it is
 * there, and from there into the row; a round of its own.
 */
void dr_allgather_begin(struct dr_schedule *schedule,
                        const struct dr_coll *coll, const struct dr_row *row);

/* The blocks of all others go from the row to the receive buffer. */
void dr_allgather_end(struct dr_schedule *schedule, const struct dr_coll *coll,
                      const struct dr_row *row);

#endif
