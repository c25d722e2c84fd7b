/*
 * table_mpich.c - what MPICH chooses without being told.
 *
 * The defaults of MPICH 4.0.2 (Debian 12) with the device ch4: of
 * maint/tuning/coll/mpir/generic.json, and where several hosts have several
 * ranks, of maint/tuning/coll/ch4/generic.json, whose compositions "alpha" and
 * "beta" are two levels here, with binomial trees in both.
 *
 * Where the names differ: "brucks" is bruck, "scatter_ring_allgather" is
 * scatter_ring, "reduce_scatter_allgather" and "reduce_scatter_gather" are
 * rabenseifner, "smp" is two_level; pairwise exchanges go by exclusive or where
 * ranks are a power of two.  For want of them, reduce-scatters of operators
 * that do not commute reduce and scatter, and scans have one level.  What
 * MPICH does in shared memory within a host is messages here.  Nonblocking
 * collectives go by the rules of blocking ones.
 */
#include "coll/rule.h"

#define KI ((uint64_t)1024)

static const struct dr_rule rules[] = {
    {DR_COLL_BARRIER, 0, 0, "dissemination", 0, 0},
    {DR_COLL_BARRIER, 0, 0, "two_level", 0, DR_SHARED_HOSTS},

    {DR_COLL_BCAST, 0, 0, "binomial", 0, 0},
    {DR_COLL_BCAST, 8, 12289, "scatter_ring", 0, 0},
    {DR_COLL_BCAST, 8, 12289, "scatter_allgather", 0, DR_POWER_OF_TWO},
    {DR_COLL_BCAST, 8, 512 * KI + 1, "scatter_ring", 0, DR_POWER_OF_TWO},
    {DR_COLL_BCAST, 0, 0, "two_level", 0, DR_SHARED_HOSTS},
    {DR_COLL_BCAST, 8, 12288, "scatter_ring", 0, DR_SHARED_HOSTS},
    {DR_COLL_BCAST, 8, 12288, "two_level", 0,
     DR_SHARED_HOSTS | DR_POWER_OF_TWO},
    {DR_COLL_BCAST, 8, 512 * KI, "scatter_ring", 0,
     DR_SHARED_HOSTS | DR_POWER_OF_TWO},

    {DR_COLL_GATHER, 0, 0, "binomial", 0, 0},
    {DR_COLL_GATHERV, 0, 0, "linear", 0, 0},
    {DR_COLL_SCATTER, 0, 0, "binomial", 0, 0},
    {DR_COLL_SCATTERV, 0, 0, "linear", 0, 0},

    {DR_COLL_ALLGATHER, 0, 0, "bruck", 0, 0},
    {DR_COLL_ALLGATHER, 0, 80 * KI, "ring", 0, DR_TOTAL},
    {DR_COLL_ALLGATHER, 0, 0, "recursive_doubling", 0, DR_POWER_OF_TWO},
    {DR_COLL_ALLGATHER, 0, 512 * KI, "ring", 0, DR_POWER_OF_TWO | DR_TOTAL},
    {DR_COLL_ALLGATHERV, 0, 0, "bruck", 0, 0},
    {DR_COLL_ALLGATHERV, 0, 80 * KI, "ring", 0, DR_TOTAL},
    {DR_COLL_ALLGATHERV, 0, 0, "recursive_doubling", 0, DR_POWER_OF_TWO},
    {DR_COLL_ALLGATHERV, 0, 512 * KI, "ring", 0, DR_POWER_OF_TWO | DR_TOTAL},

    {DR_COLL_ALLTOALL, 0, 0, "pairwise", 0, 0},
    {DR_COLL_ALLTOALL, 0, 0, "scattered", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALL, 0, 32 * KI + 1, "pairwise", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALL, 0, 32 * KI + 1, "pairwise_xor", 0,
     DR_NOT_IN_PLACE | DR_POWER_OF_TWO},
    {DR_COLL_ALLTOALL, 8, 0, "bruck", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALL, 8, 257, "scattered", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALL, 8, 32 * KI + 1, "pairwise", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALL, 8, 32 * KI + 1, "pairwise_xor", 0,
     DR_NOT_IN_PLACE | DR_POWER_OF_TWO},
    {DR_COLL_ALLTOALLV, 0, 0, "pairwise", 0, 0},
    {DR_COLL_ALLTOALLV, 0, 0, "scattered", 0, DR_NOT_IN_PLACE},
    {DR_COLL_ALLTOALLW, 0, 0, "pairwise", 0, 0},
    {DR_COLL_ALLTOALLW, 0, 0, "scattered", 0, DR_NOT_IN_PLACE},

    {DR_COLL_REDUCE, 0, 0, "binomial", 0, 0},
    {DR_COLL_REDUCE, 0, 2049, "rabenseifner", 0,
     DR_PREDEFINED | DR_ELEMENT_PER_RANK},
    {DR_COLL_REDUCE, 0, 0, "two_level", 0, DR_SHARED_HOSTS | DR_COMMUTATIVE},

    {DR_COLL_ALLREDUCE, 0, 0, "recursive_doubling", 0, 0},
    {DR_COLL_ALLREDUCE, 0, 9, "rabenseifner", 0,
     DR_PREDEFINED | DR_ELEMENT_PER_RANK},
    {DR_COLL_ALLREDUCE, 0, 0, "two_level", 0, DR_SHARED_HOSTS | DR_COMMUTATIVE},

    {DR_COLL_REDUCE_SCATTER, 0, 0, "reduce_scatter", 0, 0},
    {DR_COLL_REDUCE_SCATTER, 0, 0, "recursive_halving", 0, DR_COMMUTATIVE},
    {DR_COLL_REDUCE_SCATTER, 0, 512 * KI, "pairwise", 0,
     DR_COMMUTATIVE | DR_TOTAL},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 0, "reduce_scatter", 0, 0},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 0, "recursive_halving", 0,
     DR_COMMUTATIVE},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 512 * KI, "pairwise", 0,
     DR_COMMUTATIVE | DR_TOTAL},

    {DR_COLL_SCAN, 0, 0, "recursive_doubling", 0, 0},
    {DR_COLL_EXSCAN, 0, 0, "recursive_doubling", 0, 0},
};

const struct dr_rule_table dr_rules_mpich = {
    .name = "mpich",
    .source = "MPICH 4.0.2, device ch4, generic tuning",
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};
