/*
 * builders.h - every algorithm's builder; algorithm.c lists them by operation.
 */
#ifndef DR_COLL_BUILDERS_H
#define DR_COLL_BUILDERS_H

#include "coll/coll.h"

dr_coll_builder dr_coll_barrier_dissemination;

dr_coll_builder dr_coll_bcast_binomial;

dr_coll_builder dr_coll_reduce_binomial;

dr_coll_builder dr_coll_allreduce_reduce_bcast;

dr_coll_builder dr_coll_gather_linear;
dr_coll_builder dr_coll_gather_linear_sync;
dr_coll_builder dr_coll_gather_binomial;

dr_coll_builder dr_coll_scatter_linear;
dr_coll_builder dr_coll_scatter_binomial;

dr_coll_builder dr_coll_allgather_ring;
dr_coll_builder dr_coll_allgather_recursive_doubling;
dr_coll_builder dr_coll_allgather_bruck;
dr_coll_builder dr_coll_allgather_neighbor_exchange;
dr_coll_builder dr_coll_allgather_linear;

dr_coll_builder dr_coll_alltoall_linear;
dr_coll_builder dr_coll_alltoall_scattered;
dr_coll_builder dr_coll_alltoall_pairwise;
dr_coll_builder dr_coll_alltoall_pairwise_xor;
dr_coll_builder dr_coll_alltoall_bruck;

dr_coll_builder dr_coll_scan_linear;

dr_coll_builder dr_coll_exscan_linear;

dr_coll_builder dr_coll_reduce_scatter_reduce_scatter;

dr_coll_builder dr_coll_neighbor_allgather_linear;
dr_coll_builder dr_coll_neighbor_alltoall_linear;

#endif
