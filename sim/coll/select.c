/*
 * select.c - which algorithm does a call.
 */
#include "coll/select.h"

void dr_coll_build(struct dr_schedule *schedule,
                   enum dr_coll_operation operation, const struct dr_coll *coll)
{
    const struct dr_algorithm *first = dr_coll_rows[operation].algorithms;

    first->build(schedule, coll);
}
