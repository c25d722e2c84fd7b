/*
 * offers.c - do all members of a collective give the same data and operator?
 */
#include "core/offers.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/site.h"
#include "core/world.h"

/* For dr_mismatch_tell(). */
enum {
    ASPECT_OPERATOR = 1,
    ASPECT_ARRAY,
    ASPECT_IN_PLACE
};

/* A block that was offered before the array was. */
struct early {
    struct dr_party party;
    int place;
};

/* Blocks of different sizes. */
struct dr_shares {
    struct dr_related call; /* that gave the array, if there is one */
    const struct dr_signature *signature; /* held; NULL: not given yet */
    uint64_t *counts;
    int count;
    struct early *early;
    int nearly, room;
};

static const char *const of_array = "the block in the array of counts";

static void offer(struct dr_ledger *ledger, const struct dr_offer *mine,
                  const struct dr_related *call)
{
    struct dr_party *first = &ledger->first[mine->thing];
    struct dr_party party = {*call, mine->amount, mine->what};

    if (first->amount.signature) {
        dr_mismatch_of_members(first, &party);
        return;
    }
    *first = party;
    dr_signature_hold(party.amount.signature);
}


/* The program's function behind an operator. */
static const void *code_of(const struct dr_op *op)
{
    return op->user ? (const void *)(uintptr_t)op->user
                    : (const void *)(uintptr_t)op->user_large;
}

static uint64_t identity_of(const struct dr_op *op)
{
    return dr_op_of_user(op) && dr_world->image
               ? dr_image_identify(dr_world->image, code_of(op))
               : 0;
}

/* "MPI_SUM", "add (commutative)" */
static void add_op(struct dr_text *text, bool of_user, bool commutative,
                   const char *name, const void *code)
{
    struct dr_place place = {0};

    if (!of_user) {
        dr_text_printf(text, "%s", name);
        return;
    }
    if (dr_world->image)
        dr_image_find(dr_world->image, code, &place);
    dr_text_printf(text, "%s (%scommutative)",
                   place.function ? place.function : "one of the program",
                   commutative ? "" : "not ");
}

/* Operators of the program are another on each rank; their functions are the
 * same in all copies of the program. */
static bool same_op(const struct dr_ledger *ledger, const struct dr_op *op)
{
    uint64_t identity = identity_of(op);

    if (!ledger->op.of_user && !dr_op_of_user(op))
        return ledger->op.name == op->name;
    return ledger->op.of_user == dr_op_of_user(op) &&
           ledger->op.commutative == op->commutative &&
           (ledger->op.identity == identity || identity == 0 ||
            ledger->op.identity == 0);
}

static void tell_of_op(const struct dr_ledger *ledger, const struct dr_op *op,
                       const struct dr_related *call)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "the operator is ");
    add_op(&text, dr_op_of_user(op), op->commutative, op->name, code_of(op));
    dr_text_printf(&text, " here and ");
    add_op(&text, ledger->op.of_user, ledger->op.commutative, ledger->op.name,
           ledger->op.code);
    dr_text_printf(&text, " on rank %d", ledger->op.call.rank);
    dr_mismatch_tell(&ledger->op.call, call, ASPECT_OPERATOR, text.data,
                     "give the same operator on all ranks of the communicator");
    dr_text_end(&text);
}

static void offer_op(struct dr_ledger *ledger, const struct dr_op *op,
                     const struct dr_related *call)
{
    if (!ledger->op.given) {
        ledger->op.given = true;
        ledger->op.call = *call;
        ledger->op.name = op->name;
        ledger->op.of_user = dr_op_of_user(op);
        ledger->op.commutative = op->commutative;
        ledger->op.code = code_of(op);
        ledger->op.identity = identity_of(op);
    } else if (!same_op(ledger, op)) {
        tell_of_op(ledger, op, call);
    }
}

static void offer_in_place(struct dr_ledger *ledger, bool yes,
                           const struct dr_related *call)
{
    struct dr_text text = DR_TEXT_EMPTY;

    if (!ledger->in_place.given) {
        ledger->in_place.given = true;
        ledger->in_place.yes = yes;
        ledger->in_place.call = *call;
    } else if (ledger->in_place.yes != yes) {
        dr_text_printf(&text,
                       "the send buffer is %sMPI_IN_PLACE here, and %son rank "
                       "%d",
                       yes ? "" : "not ", yes ? "not " : "",
                       ledger->in_place.call.rank);
        dr_mismatch_warn(&ledger->in_place.call, call, ASPECT_IN_PLACE,
                         text.data,
                         "give MPI_IN_PLACE on all ranks or on none");
        dr_text_end(&text);
    }
}


static struct dr_shares *shares_of(struct dr_ledger *ledger, int thing)
{
    if (!ledger->shares[thing])
        ledger->shares[thing] = dr_zalloc(1, sizeof **ledger->shares);
    return ledger->shares[thing];
}

static uint64_t count_at(const struct dr_offered_array *array, int i)
{
    return array->wide ? (uint64_t)array->wide[i] : (uint64_t)array->narrow[i];
}

/* What the array says of a block. */
static struct dr_party listed(const struct dr_shares *shares, int place)
{
    return (struct dr_party){
        shares->call, {shares->signature, shares->counts[place]}, of_array};
}

static void take_array(struct dr_shares *shares,
                       const struct dr_offered_array *array,
                       const struct dr_related *call)
{
    shares->call = *call;
    shares->signature = dr_signature_hold(array->signature);
    shares->count = array->count;
    shares->counts =
        dr_zalloc((size_t)array->count + 1, sizeof *shares->counts);
    for (int i = 0; i < array->count; i++)
        shares->counts[i] = count_at(array, i);
}

/* The array has come: who was early is told now, at whom the array is. */
static void settle(struct dr_shares *shares)
{
    for (int i = 0; i < shares->nearly; i++) {
        struct early *early = &shares->early[i];
        struct dr_party party;

        if (early->place < shares->count) {
            party = listed(shares, early->place);
            dr_mismatch_of_members(&early->party, &party);
        }
        dr_signature_release(early->party.amount.signature);
    }
    shares->nearly = 0;
}

static void tell_of_counts(const struct dr_shares *shares,
                           const struct dr_offered_array *array, int i,
                           const struct dr_related *call)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text,
                   "count %d of the array is %llu here and %llu on "
                   "rank %d",
                   i, (unsigned long long)count_at(array, i),
                   (unsigned long long)shares->counts[i], shares->call.rank);
    dr_mismatch_tell(&shares->call, call, ASPECT_ARRAY, text.data,
                     "give the same counts on all ranks of the communicator");
    dr_text_end(&text);
}

/* Two arrays: their types, or the first block that differs. */
static void compare_arrays(const struct dr_shares *shares,
                           const struct dr_offered_array *array,
                           const struct dr_related *call)
{
    bool same = array->signature == shares->signature;

    for (int i = 0; i < array->count && i < shares->count; i++) {
        uint64_t count = count_at(array, i);
        struct dr_party there, here;

        if (same && count == shares->counts[i])
            continue;
        if (same) {
            tell_of_counts(shares, array, i, call);
            return;
        }
        there = listed(shares, i);
        here = (struct dr_party){*call, {array->signature, count}, of_array};
        dr_mismatch_of_members(&there, &here);
    }
}

static void offer_array(struct dr_ledger *ledger,
                        const struct dr_offered_array *array,
                        const struct dr_related *call)
{
    struct dr_shares *shares = shares_of(ledger, array->thing);

    if (shares->signature) {
        compare_arrays(shares, array, call);
        return;
    }
    take_array(shares, array, call);
    settle(shares);
}

static void come_early(struct dr_shares *shares, const struct dr_party *party,
                       int place)
{
    if (shares->nearly == shares->room) {
        shares->room = shares->room ? 2 * shares->room : 4;
        shares->early = dr_realloc(shares->early, (size_t)shares->room *
                                                      sizeof *shares->early);
    }
    shares->early[shares->nearly++] = (struct early){*party, place};
    dr_signature_hold(party->amount.signature);
}

static void offer_block(struct dr_ledger *ledger, const struct dr_offer *mine,
                        const struct dr_related *call, int place)
{
    struct dr_shares *shares = shares_of(ledger, mine->thing);
    struct dr_party party = {*call, mine->amount, mine->what}, there;

    if (!shares->signature) {
        come_early(shares, &party, place);
    } else if (place < shares->count) {
        there = listed(shares, place);
        dr_mismatch_of_members(&there, &party);
    }
}

void dr_offers_compare(struct dr_ledger *ledger, const struct dr_offers *offers,
                       const struct dr_related *call, int place)
{
    if (offers->op)
        offer_op(ledger, offers->op, call);
    if (offers->all_in_place)
        offer_in_place(ledger, offers->in_place, call);
    for (int i = 0; i < offers->noffers; i++)
        offer(ledger, &offers->offers[i], call);
    if (offers->array.signature)
        offer_array(ledger, &offers->array, call);
    if (offers->block.amount.signature)
        offer_block(ledger, &offers->block, call, place);
}

static void shares_end(struct dr_shares *shares)
{
    if (!shares)
        return;
    for (int i = 0; i < shares->nearly; i++)
        dr_signature_release(shares->early[i].party.amount.signature);
    if (shares->signature)
        dr_signature_release(shares->signature);
    free(shares->counts);
    free(shares->early);
    free(shares);
}

void dr_ledger_end(struct dr_ledger *ledger)
{
    for (int i = 0; i < DR_THINGS; i++) {
        if (ledger->first[i].amount.signature)
            dr_signature_release(ledger->first[i].amount.signature);
        shares_end(ledger->shares[i]);
    }
}
