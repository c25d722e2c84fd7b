/*
 * inter.c - the algorithm of each collective over intercommunicators.
 */
#include "coll/inter.h"

#include <assert.h>

static dr_coll_builder *const builders[DR_COLL_OPERATIONS] = {
    [DR_COLL_BARRIER] = dr_coll_inter_barrier,
    [DR_COLL_BCAST] = dr_coll_inter_bcast,
    [DR_COLL_GATHER] = dr_coll_inter_gather,
    [DR_COLL_GATHERV] = dr_coll_inter_gather,
    [DR_COLL_SCATTER] = dr_coll_inter_scatter,
    [DR_COLL_SCATTERV] = dr_coll_inter_scatter,
    [DR_COLL_ALLGATHER] = dr_coll_inter_allgather,
    [DR_COLL_ALLGATHERV] = dr_coll_inter_allgather,
    [DR_COLL_ALLTOALL] = dr_coll_inter_alltoall,
    [DR_COLL_ALLTOALLV] = dr_coll_inter_alltoall,
    [DR_COLL_ALLTOALLW] = dr_coll_inter_alltoall,
    [DR_COLL_REDUCE] = dr_coll_inter_reduce,
    [DR_COLL_ALLREDUCE] = dr_coll_inter_allreduce,
    [DR_COLL_REDUCE_SCATTER] = dr_coll_inter_reduce_scatter,
    [DR_COLL_REDUCE_SCATTER_BLOCK] = dr_coll_inter_reduce_scatter,
};

void dr_coll_inter_build(struct dr_schedule *schedule,
                         enum dr_coll_operation operation,
                         const struct dr_coll *coll)
{
    assert(builders[operation]);
    builders[operation](schedule, coll);
}
