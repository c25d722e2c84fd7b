/*
 * algorithm.h - which collective operations there are, and by which algorithms
 * each can be done.
 *
 * The registry is data: an operation is a row with the list of its algorithms,
 * an algorithm a row with its name, its builder and what it demands.  Who adds
 * an algorithm writes its file, declares the builder in builders.h and adds
 * one row in algorithm.c; options, tables, messages and tests find it there.
 */
#ifndef DR_COLL_ALGORITHM_H
#define DR_COLL_ALGORITHM_H

#include "coll/coll.h"

enum dr_coll_operation {
    DR_COLL_BARRIER,
    DR_COLL_BCAST,
    DR_COLL_GATHER,
    DR_COLL_GATHERV,
    DR_COLL_SCATTER,
    DR_COLL_SCATTERV,
    DR_COLL_ALLGATHER,
    DR_COLL_ALLGATHERV,
    DR_COLL_ALLTOALL,
    DR_COLL_ALLTOALLV,
    DR_COLL_ALLTOALLW,
    DR_COLL_REDUCE,
    DR_COLL_ALLREDUCE,
    DR_COLL_REDUCE_SCATTER,
    DR_COLL_REDUCE_SCATTER_BLOCK,
    DR_COLL_SCAN,
    DR_COLL_EXSCAN,
    DR_COLL_NEIGHBOR_ALLGATHER,
    DR_COLL_NEIGHBOR_ALLGATHERV,
    DR_COLL_NEIGHBOR_ALLTOALL,
    DR_COLL_NEIGHBOR_ALLTOALLV,
    DR_COLL_NEIGHBOR_ALLTOALLW,
    DR_COLL_OPERATIONS
};

/* What a call must be like for an algorithm to serve it, or for a rule to
 * apply.  All are facts that MPI makes equal on every rank, so that all choose
 * alike. */
enum {
    DR_COMMUTATIVE = 1 << 0,      /* the operator is */
    DR_PREDEFINED = 1 << 1,       /* the operator is */
    DR_POWER_OF_TWO = 1 << 2,     /* ranks */
    DR_EVEN = 1 << 3,             /* ranks */
    DR_TWO_RANKS = 1 << 4,        /* exactly */
    DR_ELEMENT_PER_RANK = 1 << 5, /* to be reduced, for as many of the ranks
                                     as are a power of two */
    DR_NOT_IN_PLACE = 1 << 6,     /* not for rooted operations: only the root
                                     knows */
    DR_SHARED_HOSTS = 1 << 7,     /* several hosts, one with several ranks */
    DR_EQUAL_BLOCKS = 1 << 8,     /* of allgatherv and reduce_scatter */
    DR_DEMANDS = 9
};

struct dr_algorithm {
    const char *name; /* as --coll spells it; NULL ends a list */
    dr_coll_builder *build;
    unsigned demands; /* of the above, together */
};

struct dr_coll_row {
    const char *name; /* as --coll spells it: "allreduce" */
    /* The first one demands nothing: it serves when another cannot. */
    const struct dr_algorithm *algorithms;
};

extern const struct dr_coll_row dr_coll_rows[DR_COLL_OPERATIONS];

/* The algorithm of that name, or NULL. */
const struct dr_algorithm *dr_algorithm_find(enum dr_coll_operation operation,
                                             const char *name);

/* The first of `demands` that the call does not meet, 0 if it meets all. */
unsigned dr_algorithm_unmet(unsigned demands, const struct dr_coll *coll);

/* One demand in words, to follow "wants": "a commutative operator"; and in one
 * word, as tuning files have it: "commutative". */
const char *dr_algorithm_wants(unsigned demand);
const char *dr_algorithm_demand(unsigned demand);

/*
 * The bytes that rules.h speaks of, of one rank's block; `total`: of all.  The
 * same on every rank, 0 where that cannot be.
 */
uint64_t dr_coll_bytes(enum dr_coll_operation operation,
                       const struct dr_coll *coll, uint64_t *total);

/* Has the operation an operator?  Do all ranks know its bytes? */
bool dr_coll_reduces(enum dr_coll_operation operation);
bool dr_coll_has_bytes(enum dr_coll_operation operation);

#endif
