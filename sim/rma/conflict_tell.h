/*
 * conflict_tell.h - what conflict.c knows of an access, and what it says.
 */
#ifndef DR_RMA_CONFLICT_TELL_H
#define DR_RMA_CONFLICT_TELL_H

#include "core/claims.h"
#include "core/imprint.h"
#include "rma/conflict.h"

/* A block of bytes that an operation accesses at its target. */
struct dr_mark {
    struct dr_reach bytes;
    struct dr_bond *bond;
    struct dr_origin by;
    enum dr_rma_kind kind;
    const struct dr_op *op; /* as in struct dr_rma */
    bool replaces, only_reads;
    bool reads_back; /* over when the origin has its data */
    bool kept;       /* to be compared with later ones */
    MPI_Datatype basic;
    enum dr_epoch epoch;
    unsigned fence, stamp;
};

/* Two operations at one target; the later one first. */
void dr_conflict_tell_both(const struct dr_mark *mark,
                           const struct dr_mark *other);

/* An operation, and one of the origin's own that has part of its buffer. */
void dr_conflict_tell_shared(const struct dr_rma_op *op, bool writes,
                             const struct dr_claim *other);

/* An operation, and one of the target's own in the same memory. */
void dr_conflict_tell_local(const struct dr_rma_op *op, bool writes,
                            const struct dr_claim *other);

/* The owner of a window touches memory of an operation of `bond` in it. */
void dr_conflict_tell_owner(const struct dr_claim *claim,
                            const struct dr_access *access,
                            const struct dr_bond *bond,
                            enum dr_severity severity);

/* Some of the first bytes of a buffer have changed, or it is gone; before data
 * came, if it `arrives`. */
struct dr_lease;
void dr_conflict_tell_change(const struct dr_lease *lease, bool arrives,
                             enum dr_imprint_answer answer, uint64_t from,
                             uint64_t end);

/* The origin's program touches a buffer. */
void dr_conflict_tell_access(const struct dr_claim *claim,
                             const struct dr_access *access);

#endif
