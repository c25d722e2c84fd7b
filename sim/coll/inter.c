/*
 * inter.c - the algorithm of each collective over intercommunicators.
 */
#include "coll/inter.h"

#include <assert.h>

static dr_coll_builder *const builders[DR_COLL_OPERATIONS] = {
    [DR_COLL_BARRIER] = dr_coll_inter_barrier,
};

void dr_coll_inter_build(struct dr_schedule *schedule,
                         enum dr_coll_operation operation,
                         const struct dr_coll *coll)
{
    assert(builders[operation]);
    builders[operation](schedule, coll);
}
