/*
 * coll.h - collective operations as schedules, one algorithm per file.
 *
 * A builder appends the steps of one rank; all ranks of a communicator build
 * the same operation with matching arguments.  Costs are given in alpha (the
 * latency of a message) and beta (the time of a byte) for p ranks and blocks
 * of n bytes.
 */
#ifndef DR_COLL_COLL_H
#define DR_COLL_COLL_H

#include "core/comm.h"
#include "core/op.h"
#include "p2p/schedule.h"

/* An array of the caller's: int[], or with large counts MPI_Count[] or
 * MPI_Aint[].  One of the two is set, or none: dr_integers_given() tells;
 * dr_integers_at() is an element. */
struct dr_integers {
    const int *narrow;
    const int64_t *wide;
};

static inline bool dr_integers_given(struct dr_integers integers)
{
    return integers.narrow || integers.wide;
}

static inline int64_t dr_integers_at(struct dr_integers integers, int i)
{
    return integers.wide ? integers.wide[i] : integers.narrow[i];
}

/* One block per rank (or neighbour): equal ones in a row, or counts and
 * displacements of their own.  The arrays are the caller's and may change once
 * the schedule is built: builders keep spans, not blocks. */
struct dr_blocks {
    void *buffer;
    const struct dr_datatype *type; /* of all blocks, if `types` is NULL */
    int n; /* of blocks that the calling rank must have, 0: none */
    const MPI_Datatype *types; /* by rank */
    uint64_t count;            /* of each block, if no `counts` */
    struct dr_integers counts; /* by rank */
    struct dr_integers displs; /* by rank, in elements; with `types` in bytes */
};

/* The arguments of a collective, checked; fields an operation lacks are 0. */
struct dr_coll {
    struct dr_comm *comm;
    bool large;     /* arrays of counts and displacements are 64 bits wide */
    bool addresses; /* those of displacements are in any case */
    int root;
    bool rooted;   /* the program gave the root */
    bool in_place; /* MPI_IN_PLACE was given where it is legal */
    struct dr_blocks send;
    struct dr_blocks recv;
    const struct dr_op *op;
    MPI_Datatype handle; /* of the type that `op` works on */
    uint64_t segment;    /* bytes that a pipeline moves at once; 0: as the
                            algorithm likes */
};

typedef void dr_coll_builder(struct dr_schedule *schedule,
                             const struct dr_coll *coll);

/* The block of `rank`; its count; and how far it is from the buffer, in
 * elements or bytes as `displs`. */
struct dr_span dr_blocks_at(const struct dr_blocks *blocks, int rank);
uint64_t dr_blocks_count(const struct dr_blocks *blocks, int rank);
int64_t dr_blocks_displ(const struct dr_blocks *blocks, int rank);

/* The first `count` elements, in one span. */
struct dr_span dr_blocks_all(const struct dr_blocks *blocks);

/* Scratch for `count` elements laid out as in the user's buffers: the address
 * of element 0, wherever its data begins. */
void *dr_coll_elements(struct dr_schedule *schedule, uint64_t count,
                       const struct dr_datatype *type);

/* Reduce `coll->send` to rank `root` into `result`, which is only used there;
 * the allreduce and reduce-scatter builders start with it. */
void dr_coll_reduce_to(struct dr_schedule *schedule, const struct dr_coll *coll,
                       int root, void *result);

/* The same, everyone sending straight to the root. */
void dr_coll_reduce_linear_to(struct dr_schedule *schedule,
                              const struct dr_coll *coll, int root,
                              void *result);

/* A reduction ended at rank `from`, where its result is at `top`, NULL
 * elsewhere: move it to `result` on the root. */
void dr_coll_hand_over(struct dr_schedule *schedule, const struct dr_coll *coll,
                       int from, int root, const void *top, void *result);

/* Append a barrier of all members of `comm`, on either side of it. */
void dr_coll_add_barrier(struct dr_schedule *schedule, struct dr_comm *comm);

/* Start such a barrier: the returned request is active or done. */
struct dr_request *dr_coll_barrier(struct dr_comm *comm);

#endif
