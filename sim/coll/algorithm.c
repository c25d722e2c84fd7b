/*
 * algorithm.c - the algorithms of each operation, and what they demand.
 */
#include "coll/algorithm.h"

#include <string.h>

#include "coll/builders.h"

#define END                                                                    \
    {                                                                          \
        NULL, NULL, 0                                                          \
    }

static const struct dr_algorithm barrier[] = {
    {"dissemination", dr_coll_barrier_dissemination, 0},
    {"linear", dr_coll_barrier_linear, 0},
    {"recursive_doubling", dr_coll_barrier_recursive_doubling, 0},
    {"tree", dr_coll_barrier_tree, 0},
    {"double_ring", dr_coll_barrier_double_ring, 0},
    {"two_level", dr_coll_barrier_two_level, 0},
    END,
};

static const struct dr_algorithm bcast[] = {
    {"binomial", dr_coll_bcast_binomial, 0},
    {"linear", dr_coll_bcast_linear, 0},
    {"knomial", dr_coll_bcast_knomial, 0},
    {"pipeline", dr_coll_bcast_pipeline, 0},
    {"binary", dr_coll_bcast_binary, 0},
    {"split_binary", dr_coll_bcast_split_binary, 0},
    {"scatter_allgather", dr_coll_bcast_scatter_allgather, 0},
    {"scatter_ring", dr_coll_bcast_scatter_ring, 0},
    {"two_level", dr_coll_bcast_two_level, 0},
    END,
};

static const struct dr_algorithm gather[] = {
    {"linear", dr_coll_gather_linear, 0},
    {"linear_sync", dr_coll_gather_linear_sync, 0},
    {"binomial", dr_coll_gather_binomial, 0},
    END,
};

static const struct dr_algorithm gatherv[] = {
    {"linear", dr_coll_gather_linear, 0},
    {"linear_sync", dr_coll_gather_linear_sync, 0},
    END,
};

static const struct dr_algorithm scatter[] = {
    {"linear", dr_coll_scatter_linear, 0},
    {"binomial", dr_coll_scatter_binomial, 0},
    END,
};

static const struct dr_algorithm scatterv[] = {
    {"linear", dr_coll_scatter_linear, 0},
    END,
};

static const struct dr_algorithm allgather[] = {
    {"ring", dr_coll_allgather_ring, 0},
    {"recursive_doubling", dr_coll_allgather_recursive_doubling,
     DR_POWER_OF_TWO},
    {"bruck", dr_coll_allgather_bruck, 0},
    {"neighbor_exchange", dr_coll_allgather_neighbor_exchange, DR_EVEN},
    {"linear", dr_coll_allgather_linear, 0},
    END,
};

static const struct dr_algorithm allgatherv[] = {
    {"ring", dr_coll_allgather_ring, 0},
    {"recursive_doubling", dr_coll_allgather_recursive_doubling,
     DR_POWER_OF_TWO},
    {"bruck", dr_coll_allgather_bruck, 0},
    {"neighbor_exchange", dr_coll_allgather_neighbor_exchange, DR_EVEN},
    {"linear", dr_coll_allgather_linear, 0},
    END,
};

static const struct dr_algorithm alltoall[] = {
    {"linear", dr_coll_alltoall_linear, 0},
    {"scattered", dr_coll_alltoall_scattered, 0},
    {"pairwise", dr_coll_alltoall_pairwise, 0},
    {"pairwise_xor", dr_coll_alltoall_pairwise_xor, DR_POWER_OF_TWO},
    {"bruck", dr_coll_alltoall_bruck, 0},
    END,
};

static const struct dr_algorithm alltoallv[] = {
    {"linear", dr_coll_alltoall_linear, 0},
    {"scattered", dr_coll_alltoall_scattered, 0},
    {"pairwise", dr_coll_alltoall_pairwise, 0},
    {"pairwise_xor", dr_coll_alltoall_pairwise_xor, DR_POWER_OF_TWO},
    END,
};

static const struct dr_algorithm alltoallw[] = {
    {"linear", dr_coll_alltoall_linear, 0},
    {"scattered", dr_coll_alltoall_scattered, 0},
    {"pairwise", dr_coll_alltoall_pairwise, 0},
    {"pairwise_xor", dr_coll_alltoall_pairwise_xor, DR_POWER_OF_TWO},
    END,
};

static const struct dr_algorithm reduce[] = {
    {"binomial", dr_coll_reduce_binomial, 0},
    {"linear", dr_coll_reduce_linear, 0},
    {"pipeline", dr_coll_reduce_pipeline, 0},
    {"binary", dr_coll_reduce_binary, DR_COMMUTATIVE},
    {"rabenseifner", dr_coll_reduce_rabenseifner, DR_COMMUTATIVE},
    {"two_level", dr_coll_reduce_two_level, DR_COMMUTATIVE},
    END,
};

static const struct dr_algorithm allreduce[] = {
    {"reduce_bcast", dr_coll_allreduce_reduce_bcast, 0},
    {"linear", dr_coll_allreduce_linear, 0},
    {"recursive_doubling", dr_coll_allreduce_recursive_doubling, 0},
    {"ring", dr_coll_allreduce_ring, DR_COMMUTATIVE},
    {"segmented_ring", dr_coll_allreduce_segmented_ring, DR_COMMUTATIVE},
    {"rabenseifner", dr_coll_allreduce_rabenseifner, DR_COMMUTATIVE},
    {"two_level", dr_coll_allreduce_two_level, DR_COMMUTATIVE},
    END,
};

static const struct dr_algorithm reduce_scatter[] = {
    {"reduce_scatter", dr_coll_reduce_scatter_reduce_scatter, 0},
    {"recursive_halving", dr_coll_reduce_scatter_recursive_halving,
     DR_COMMUTATIVE},
    {"pairwise", dr_coll_reduce_scatter_pairwise, DR_COMMUTATIVE},
    {"ring", dr_coll_reduce_scatter_ring, DR_COMMUTATIVE},
    END,
};

static const struct dr_algorithm scan[] = {
    {"linear", dr_coll_scan_linear, 0},
    {"recursive_doubling", dr_coll_scan_recursive_doubling, 0},
    END,
};

static const struct dr_algorithm exscan[] = {
    {"linear", dr_coll_exscan_linear, 0},
    {"recursive_doubling", dr_coll_exscan_recursive_doubling, 0},
    END,
};

static const struct dr_algorithm neighbor_allgather[] = {
    {"linear", dr_coll_neighbor_allgather_linear, 0},
    END,
};

static const struct dr_algorithm neighbor_alltoall[] = {
    {"linear", dr_coll_neighbor_alltoall_linear, 0},
    END,
};

const struct dr_coll_row dr_coll_rows[DR_COLL_OPERATIONS] = {
    [DR_COLL_BARRIER] = {"barrier", barrier},
    [DR_COLL_BCAST] = {"bcast", bcast},
    [DR_COLL_GATHER] = {"gather", gather},
    [DR_COLL_GATHERV] = {"gatherv", gatherv},
    [DR_COLL_SCATTER] = {"scatter", scatter},
    [DR_COLL_SCATTERV] = {"scatterv", scatterv},
    [DR_COLL_ALLGATHER] = {"allgather", allgather},
    [DR_COLL_ALLGATHERV] = {"allgatherv", allgatherv},
    [DR_COLL_ALLTOALL] = {"alltoall", alltoall},
    [DR_COLL_ALLTOALLV] = {"alltoallv", alltoallv},
    [DR_COLL_ALLTOALLW] = {"alltoallw", alltoallw},
    [DR_COLL_REDUCE] = {"reduce", reduce},
    [DR_COLL_ALLREDUCE] = {"allreduce", allreduce},
    [DR_COLL_REDUCE_SCATTER] = {"reduce_scatter", reduce_scatter},
    [DR_COLL_REDUCE_SCATTER_BLOCK] = {"reduce_scatter_block", reduce_scatter},
    [DR_COLL_SCAN] = {"scan", scan},
    [DR_COLL_EXSCAN] = {"exscan", exscan},
    [DR_COLL_NEIGHBOR_ALLGATHER] = {"neighbor_allgather", neighbor_allgather},
    [DR_COLL_NEIGHBOR_ALLGATHERV] = {"neighbor_allgatherv", neighbor_allgather},
    [DR_COLL_NEIGHBOR_ALLTOALL] = {"neighbor_alltoall", neighbor_alltoall},
    [DR_COLL_NEIGHBOR_ALLTOALLV] = {"neighbor_alltoallv", neighbor_alltoall},
    [DR_COLL_NEIGHBOR_ALLTOALLW] = {"neighbor_alltoallw", neighbor_alltoall},
};

const struct dr_algorithm *dr_algorithm_find(enum dr_coll_operation operation,
                                             const char *name)
{
    const struct dr_algorithm *it = dr_coll_rows[operation].algorithms;

    while (it->name && strcmp(it->name, name) != 0)
        it++;
    return it->name ? it : NULL;
}
