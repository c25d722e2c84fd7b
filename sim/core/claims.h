/*
 * claims.h - memory that pending operations own, for each rank.
 *
 * From its start until the program learns that it is over, an operation owns
 * its buffer: what it only reads the program must not write, what it writes
 * the program must not touch (MPI 4.1, sections 3.7.2 and 6.12).  A claim
 * stands for one span of such memory.
 *
 * Claims of a rank stand in search trees, by address: those that are only read,
 * those that are written, and those that stand for what other ranks do to its
 * windows, with which only the program's own accesses are compared.  Beginning,
 * ending and finding one costs O(log n) for n claims, whatever they overlap, as
 * long as nothing is wrong.
 *
 * A program compiled by `drycc -fdryrun-memory` tells of its own accesses too:
 * see core/guard.h.  Of every program, the heap blocks are known that it frees:
 * while a claim is on one, it is kept, so that nobody writes into memory that
 * is someone else's by now.
 *
 * Order: of several claims that overlap, any may be found.
 */
#ifndef DR_CORE_CLAIMS_H
#define DR_CORE_CLAIMS_H

#include "core/guard.h"
#include "core/span.h"

struct dr_claim;

/* An access of the program: code at `site` (a return address); or of a call of
 * MPI that is made there. */
struct dr_access {
    struct dr_reach bytes;
    bool writes;
    const void *site;
    const char *frees; /* the memory goes away: "free"; else NULL */
    const char *call;  /* of MPI, or NULL */
};

/* The program did what the claim forbids.  Called as the rank, which goes on
 * afterwards; the same place may do so again and again. */
typedef void dr_claim_touched_fn(struct dr_claim *claim,
                                 const struct dr_access *access);

struct dr_claim {
    /* Set before dr_claim_begin(), and left alone until it has ended.  The
     * datatype must live as long. */
    struct dr_span span;
    bool writes;  /* the operation may write it */
    bool foreign; /* it may be another rank's */
    bool minor;   /* an array of numbers that MPI has surely read: a warning */
    dr_claim_touched_fn *touched; /* or NULL */
    void *owner;                  /* for who began it */
    const char *operation;        /* what owns it: "MPI_Recv_init" */
    const char *call;             /* that began it: "MPI_Start", and where */
    const void *site;
    /* Of the trees. */
    struct dr_claim *left, *right;
    struct dr_reach reach;
    uintptr_t highest; /* end of all below */
    uint64_t number;   /* in the order of their beginnings */
    struct dr_kept *kept;
};

/* A heap block that the program has freed, until the claims on it end. */
struct dr_kept {
    struct dr_kept *next;
    struct dr_reach bytes;
    void (*give)(void *block);
};

/* What dr_claim_begin(), dr_claim_end() and dr_claims_find() leave over: trees
 * of more than one claim, and blocks that were kept.  Nobody else calls
 * dr_claims_insert(), dr_claims_take_out(), dr_claims_search() and
 * dr_claims_give(). */
void dr_claims_insert(struct dr_claim **tree, struct dr_claim *claim);
void dr_claims_take_out(struct dr_claim **tree, struct dr_claim *claim);
struct dr_claim *dr_claims_search(const struct dr_rank *rank,
                                  struct dr_span span, bool writes);
void dr_claims_give(const struct dr_rank *rank, struct dr_claim *claim);

/* Where a claim of the rank's belongs. */
static inline struct dr_claim **dr_claims_tree(struct dr_rank *rank,
                                               const struct dr_claim *claim)
{
    if (claim->foreign)
        return &rank->claims.foreign;
    return claim->writes ? &rank->claims.written : &rank->claims.read;
}

/* Is a tree empty, or its only claim elsewhere? */
static inline bool dr_claims_apart(const struct dr_claim *tree,
                                   struct dr_reach reach)
{
    return !tree || tree->highest <= reach.low ||
           (!tree->left && !tree->right && tree->reach.low >= reach.high);
}

/* The memory belongs to its owner, who also keeps `claim`, until it ends. */
static inline void dr_claim_begin(struct dr_rank *rank, struct dr_claim *claim)
{
    struct dr_claim **tree = dr_claims_tree(rank, claim);

    claim->reach = dr_span_reach(claim->span);
    claim->highest = claim->reach.high;
    claim->number = ++rank->claims.begun;
    claim->left = claim->right = NULL;
    claim->kept = NULL;
    if (!*tree)
        *tree = claim;
    else
        dr_claims_insert(tree, claim);
    if (dr_world->guard)
        dr_guard_mark(dr_world->guard, claim->span, claim->writes);
}

static inline void dr_claim_end(struct dr_rank *rank, struct dr_claim *claim)
{
    struct dr_claim **tree = dr_claims_tree(rank, claim);

    if (*tree == claim && !claim->left && !claim->right)
        *tree = NULL;
    else
        dr_claims_take_out(tree, claim);
    if (dr_world->guard)
        dr_guard_unmark(dr_world->guard, claim->span, claim->writes);
    if (claim->kept)
        dr_claims_give(rank, claim);
}

/* A claim that an operation on this memory would conflict with, or NULL: one
 * of the rank's that writes it, or, if the operation `writes`, reads it. */
static inline struct dr_claim *dr_claims_find(const struct dr_rank *rank,
                                              struct dr_span span, bool writes)
{
    struct dr_reach reach = dr_span_reach(span);

    if (dr_claims_apart(rank->claims.written, reach) &&
        (!writes || dr_claims_apart(rank->claims.read, reach)))
        return NULL;
    return dr_claims_search(rank, span, writes);
}

/* The running rank touches its memory; called by the program's own code, in
 * any thread.  Inside MPI calls, and by other threads than the one that runs
 * the ranks, nothing is said.  One claim of its own is told, and all foreign
 * ones, which may think otherwise. */
void dr_claims_access(const struct dr_access *access);

/* A call that the running rank makes uses this memory: all foreign claims on
 * some of it are told. */
void dr_claims_pass(struct dr_span span, bool writes);

/* An operation of the rank's own looks at its memory: all foreign claims are
 * told, of an access without a site. */
void dr_claims_look(const struct dr_rank *rank, struct dr_reach bytes);

/* A claim of the running rank on a heap block, or NULL.  One that begins before
 * the block and is in one piece is none: it runs over the end of another. */
struct dr_claim *dr_claims_on(struct dr_reach block);

/* The running rank frees the block of access->bytes, which the claim is on.  It
 * is told, and nothing else is done yet: when no claim is on the block any
 * more, `give` frees it. */
void dr_claims_keep(struct dr_claim *claim, const struct dr_access *access,
                    void (*give)(void *block));

#endif
