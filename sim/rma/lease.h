/*
 * lease.h - buffers of one-sided operations, until they are the program's
 * again.
 *
 * From the call to the end of the epoch, a flush, or until the program learns
 * that the request is over, what an operation reads must not be written, and
 * what it writes not be touched (MPI 4.1, section 12.3).  Seen are other
 * operations that are given the same memory; the program's own accesses, if it
 * is compiled by drycc -fdryrun-memory; and, as p2p/hold.h has it, that the
 * bytes are not what they were: of what is read, from the call to the end; of
 * what is written, from the call until data comes, and then to the end.
 *
 * Bounded: the first 4,096 of one origin at one target.
 */
#ifndef DR_RMA_LEASE_H
#define DR_RMA_LEASE_H

#include "core/claims.h"
#include "core/imprint.h"
#include "rma/op.h"

struct dr_lease {
    struct dr_claim claim;
    struct dr_link link;
    struct dr_bond *bond;
    struct dr_span source; /* of a get: at the target */
    enum dr_epoch epoch;
    unsigned fences;
    struct dr_request *request; /* that ends it, or NULL: its `buffer` is the
                                   first of its leases */
    struct dr_lease *sibling;   /* the next */
    struct dr_imprint imprint;
    bool known; /* something was said, or others may write here */
};

/* The program gives the operation its buffers; called as the rank. */
void dr_lease_begin(struct dr_rma_op *op);

/* Data is about to come into its buffers, and has come. */
void dr_lease_fills(const struct dr_rma_op *op);
void dr_lease_filled(const struct dr_rma_op *op);

/* The program learns that all operations of the bond have left the buffers; or
 * that its request is over. */
void dr_lease_end(struct dr_bond *bond);
void dr_lease_learnt(const struct dr_request *request);

/* The lease of a claim, or NULL. */
struct dr_lease *dr_lease_of(const struct dr_claim *claim);

#endif
