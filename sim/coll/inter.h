/*
 * inter.h - collectives over intercommunicators (MPI 3.1, section 5.2.2).
 *
 * One algorithm per operation: data crosses between the groups once where it
 * can, and spreads or is combined within a group by the algorithms of that
 * group's own communicator.  The root of a rooted operation is MPI_ROOT at the
 * root, MPI_PROC_NULL beside it, and its rank in the other group.
 */
#ifndef DR_COLL_INTER_H
#define DR_COLL_INTER_H

#include "coll/algorithm.h"

/* Append the steps of an operation that intercommunicators have. */
void dr_coll_inter_build(struct dr_schedule *schedule,
                         enum dr_coll_operation operation,
                         const struct dr_coll *coll);

dr_coll_builder dr_coll_inter_barrier;
dr_coll_builder dr_coll_inter_bcast;
dr_coll_builder dr_coll_inter_gather;
dr_coll_builder dr_coll_inter_scatter;
dr_coll_builder dr_coll_inter_allgather;
dr_coll_builder dr_coll_inter_alltoall;
dr_coll_builder dr_coll_inter_reduce;
dr_coll_builder dr_coll_inter_allreduce;
dr_coll_builder dr_coll_inter_reduce_scatter;

/* Combine the send buffers of this group at its first rank, in rank order: the
 * result in scratch memory there, without a buffer elsewhere. */
struct dr_span dr_coll_inter_combine(struct dr_schedule *schedule,
                                     const struct dr_coll *coll);

#endif
