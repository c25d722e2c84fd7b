/*
 * op.h - one-sided operations on their way.
 *
 *     put, accumulate    payload ------------> data into the window
 *     get                control ------------> data out; payload ------> done
 *     get and accumulate payload ------------> both; payload ----------> done
 *
 * Data moves once, between the two buffers, when the parcel is at the target:
 * the origin's buffers belong to the operation until it is done, so nobody
 * may see that a get's arrives before its payload.
 *
 * Order: accumulates of one origin at one target take effect in the order they
 * were called (MPI 4.1, section 12.7.2: the default of accumulate_ordering);
 * puts and gets when they arrive.
 */
#ifndef DR_RMA_OP_H
#define DR_RMA_OP_H

#include "core/op.h"
#include "core/request.h"
#include "core/usermem.h"
#include "rma/window.h"

enum dr_rma_kind {
    DR_RMA_PUT,
    DR_RMA_GET,
    DR_RMA_ACCUMULATE,
    DR_RMA_GET_ACCUMULATE,
    DR_RMA_COMPARE_AND_SWAP,
};

/* The arguments of an operation, checked.  Spans refer to the program's
 * buffers; `target` to the window. */
struct dr_rma {
    enum dr_rma_kind kind;
    struct dr_span origin, result, target;
    const void *compare;
    const struct dr_op *op; /* accumulates; NULL: replace or none */
    bool replaces;          /* then: which of the two */
    MPI_Datatype basic;     /* accumulates: of all elements */
};

/* Does it leave the target's memory as it is? */
static inline bool dr_rma_only_reads(const struct dr_rma *what)
{
    return what->kind == DR_RMA_GET || (what->kind == DR_RMA_GET_ACCUMULATE &&
                                        !what->op && !what->replaces);
}

/* Does data come back to the origin? */
static inline bool dr_rma_returns(enum dr_rma_kind kind)
{
    return kind != DR_RMA_PUT && kind != DR_RMA_ACCUMULATE;
}

struct dr_rma_op {
    struct dr_parcel parcel;
    struct dr_link link; /* delayed, or early */
    struct dr_bond *bond;
    struct dr_rma what;
    struct dr_request *request; /* of the request forms, or NULL */
    uint64_t number;            /* among accumulates */
    unsigned fence;             /* epoch of a fence: parity; else 2 */
    enum dr_epoch epoch;        /* that it belongs to */
    unsigned fences;            /* of the origin, when it was called */
    struct dr_visit *visit;     /* visit.h; or NULL */
    struct dr_lease *leases[3]; /* lease.h, of its buffers */
    int nleases;
    struct dr_origin by;
};

/* Begin an operation in the access epoch that `access` names.  `request` is
 * an active one that completes with it, or NULL. */
void dr_rma_issue(struct dr_bond *bond, const struct dr_rma *what,
                  enum dr_epoch access, struct dr_request *request);

/* The bond is granted: send what waited for it. */
void dr_rma_release(struct dr_bond *bond);

#endif
