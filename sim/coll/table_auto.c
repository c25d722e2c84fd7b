/*
 * table_auto.c - the rules of --coll auto, by cost.
 *
 * A rank sends one message after another, so an algorithm costs its rounds
 * times alpha and the bytes through the busiest port times beta, as its file
 * says; linear broadcasts and gathers to all count p - 1 sends.  Where two
 * formulas cross depends on alpha / beta, 12 KB (EDR) to 25 KB (10G Ethernet)
 * on the presets: the sizes below are where the simulated times of 16 and 64
 * ranks cross on infiniband-edr and ethernet-10g, rounded to powers of two
 * (results/coll.md).
 *
 *     bcast       log p (alpha + n beta) against 2 log p alpha + 2 n beta, and
 *                 a pipeline, n beta + 2 sqrt(p n alpha beta), at the end
 *     allreduce   log p (alpha + n beta) against 2 log p alpha + 2 n beta; a
 *                 ring needs no folding where p is no power of two
 *     reduce      as allreduce
 *     allgather   doubling or Bruck; Bruck copies all data locally, which the
 *                 simulation has for free, so long results go to neighbours
 *     alltoall    all at once, beginning with the neighbour: nobody waits for
 *                 a round to end
 *
 * Where hosts have several ranks, short data crosses the network once per
 * host.  Between two or three ranks a scan is a chain, which nobody below has
 * to wait for.
 */
#include "coll/rule.h"

#define KI ((uint64_t)1024)
#define MI (1024 * KI)

enum {
    HALVES = DR_COMMUTATIVE | DR_ELEMENT_PER_RANK
};

static const struct dr_rule rules[] = {
    {DR_COLL_BARRIER, 0, 0, "dissemination", 0, 0},
    {DR_COLL_BARRIER, 0, 0, "two_level", 0, DR_SHARED_HOSTS},

    {DR_COLL_BCAST, 0, 0, "binomial", 0, 0},
    {DR_COLL_BCAST, 0, 0, "two_level", 0, DR_SHARED_HOSTS},
    {DR_COLL_BCAST, 4, 512 * KI, "pipeline", 128 * KI, 0},
    {DR_COLL_BCAST, 8, 64 * KI, "scatter_allgather", 0, 0},
    {DR_COLL_BCAST, 8, 8 * MI, "pipeline", 128 * KI, 0},
    {DR_COLL_BCAST, 64, 8 * MI, "scatter_allgather", 0, 0},

    {DR_COLL_GATHER, 0, 0, "linear", 0, 0},
    {DR_COLL_GATHERV, 0, 0, "linear", 0, 0},
    {DR_COLL_SCATTER, 0, 0, "linear", 0, 0},
    {DR_COLL_SCATTERV, 0, 0, "linear", 0, 0},

    {DR_COLL_ALLGATHER, 0, 0, "bruck", 0, 0},
    {DR_COLL_ALLGATHER, 0, 1 * MI, "ring", 0, DR_TOTAL},
    {DR_COLL_ALLGATHER, 0, 1 * MI, "neighbor_exchange", 0, DR_TOTAL | DR_EVEN},
    {DR_COLL_ALLGATHER, 0, 0, "recursive_doubling", 0, DR_POWER_OF_TWO},
    {DR_COLL_ALLGATHERV, 0, 0, "bruck", 0, 0},
    {DR_COLL_ALLGATHERV, 0, 1 * MI, "ring", 0, DR_TOTAL},
    {DR_COLL_ALLGATHERV, 0, 0, "recursive_doubling", 0, DR_POWER_OF_TWO},

    {DR_COLL_ALLTOALL, 0, 0, "linear", 0, 0},
    {DR_COLL_ALLTOALLV, 0, 0, "linear", 0, 0},
    {DR_COLL_ALLTOALLW, 0, 0, "linear", 0, 0},

    {DR_COLL_REDUCE, 0, 0, "binomial", 0, 0},
    {DR_COLL_REDUCE, 0, 0, "two_level", 0, DR_SHARED_HOSTS | DR_COMMUTATIVE},
    {DR_COLL_REDUCE, 8, 256 * KI, "rabenseifner", 0, HALVES},
    {DR_COLL_REDUCE, 32, 32 * KI, "rabenseifner", 0, HALVES},

    {DR_COLL_ALLREDUCE, 0, 0, "recursive_doubling", 0, 0},
    {DR_COLL_ALLREDUCE, 0, 0, "two_level", 0, DR_SHARED_HOSTS | DR_COMMUTATIVE},
    {DR_COLL_ALLREDUCE, 4, 128 * KI, "rabenseifner", 0, HALVES},
    {DR_COLL_ALLREDUCE, 32, 32 * KI, "rabenseifner", 0, HALVES},
    {DR_COLL_ALLREDUCE, 0, 1 * MI, "ring", 0, HALVES},
    {DR_COLL_ALLREDUCE, 64, 1 * MI, "rabenseifner", 0, HALVES},
    {DR_COLL_ALLREDUCE, 64, 8 * MI, "ring", 0, HALVES},
    {DR_COLL_ALLREDUCE, 4, 1 * MI, "rabenseifner", 0, HALVES | DR_POWER_OF_TWO},

    {DR_COLL_REDUCE_SCATTER, 0, 0, "reduce_scatter", 0, 0},
    {DR_COLL_REDUCE_SCATTER, 0, 0, "recursive_halving", 0, DR_COMMUTATIVE},
    {DR_COLL_REDUCE_SCATTER, 0, 512 * KI, "pairwise", 0,
     DR_COMMUTATIVE | DR_TOTAL},
    {DR_COLL_REDUCE_SCATTER, 0, 0, "recursive_halving", 0,
     DR_COMMUTATIVE | DR_POWER_OF_TWO},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 0, "reduce_scatter", 0, 0},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 0, "recursive_halving", 0,
     DR_COMMUTATIVE},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 512 * KI, "pairwise", 0,
     DR_COMMUTATIVE | DR_TOTAL},
    {DR_COLL_REDUCE_SCATTER_BLOCK, 0, 0, "recursive_halving", 0,
     DR_COMMUTATIVE | DR_POWER_OF_TWO},

    {DR_COLL_SCAN, 0, 0, "linear", 0, 0},
    {DR_COLL_SCAN, 4, 0, "recursive_doubling", 0, 0},
    {DR_COLL_EXSCAN, 0, 0, "linear", 0, 0},
    {DR_COLL_EXSCAN, 4, 0, "recursive_doubling", 0, 0},
};

const struct dr_rule_table dr_rules_auto = {
    .name = "auto",
    .source = "dryrun, by cost",
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};
