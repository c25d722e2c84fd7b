/*
 * offers.h - do all members of a collective give the same data and operator?
 *
 * What MPI wants to be equal is a thing with a number: the buffer of a
 * broadcast, the block of a gather.  A member's offer is how large it is and of
 * which types; it may give two, as what it sends and what it receives.
 * Its first offer stays in the collective's ledger; later ones are compared
 * with that.  Where blocks differ from rank to rank, whoever gives an array
 * offers all of them, and the others one each.
 *
 * Cost: for each member a comparison of pointers and counts, or of its array.
 * An array is copied once for a collective; what members offer before an array
 * is known is kept.
 */
#ifndef DR_CORE_OFFERS_H
#define DR_CORE_OFFERS_H

#include "core/mismatch.h"
#include "core/op.h"

/* Things that a collective of an intercommunicator has one of for each group;
 * others have one. */
enum {
    DR_THINGS = 2
};

/* One that is the same for all. */
struct dr_offer {
    const char *what; /* "the block sent" */
    int thing;
    struct dr_amount amount;
};

/* Of all blocks, one for each of `count` ranks; one of the arrays is set. */
struct dr_offered_array {
    const struct dr_signature *signature; /* NULL: none is given */
    const int *narrow;
    const int64_t *wide;
    int count;
    int thing;
};

/* What a member gives in one call. */
struct dr_offers {
    struct dr_offer offers[2];
    int noffers;
    struct dr_offer block; /* that of the caller among others; without a
                              signature: none */
    struct dr_offered_array array;
    const struct dr_op *op; /* or NULL */
    bool all_in_place; /* if one gives MPI_IN_PLACE, all have to (a warning), */
    bool in_place;     /* and this one does */
};

struct dr_shares;

/* What is known of a collective; all zero: nothing yet. */
struct dr_ledger {
    struct dr_party first[DR_THINGS]; /* its signature is held; or NULL */
    struct dr_shares *shares[DR_THINGS];
    struct {
        struct dr_related call;
        const char *name;
        bool given, of_user, commutative;
        const void *code;  /* the program's function, */
        uint64_t identity; /* which is the same in every copy; 0: unknown */
    } op;
    struct {
        struct dr_related call;
        bool given, yes;
    } in_place;
};

/* The member of rank `place` in its group makes the call; findings are told. */
void dr_offers_compare(struct dr_ledger *ledger, const struct dr_offers *offers,
                       const struct dr_related *call, int place);

/* Release what it holds. */
void dr_ledger_end(struct dr_ledger *ledger);

#endif
