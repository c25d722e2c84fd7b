/*
 * claims.c - memory that pending operations own, for each rank.
 *
 * The trees are treaps (Seidel, Aragon: "Randomized Search Trees", 1996) whose
 * priorities are a hash of the claim's number.  Every node knows the highest
 * address below it, so that whole subtrees are passed by (Cormen et al.,
 * "Introduction to Algorithms", interval trees).
 */
#include "core/claims.h"

#include <stdlib.h>

#include "base/memory.h"

static uint64_t weight(const struct dr_claim *claim)
{
    return claim->number * 0x9e3779b97f4a7c15u;
}

static bool before(const struct dr_claim *a, const struct dr_claim *b)
{
    return a->reach.low != b->reach.low ? a->reach.low < b->reach.low
                                        : a->number < b->number;
}

static void refresh(struct dr_claim *node)
{
    node->highest = node->reach.high;
    if (node->left && node->left->highest > node->highest)
        node->highest = node->left->highest;
    if (node->right && node->right->highest > node->highest)
        node->highest = node->right->highest;
}

/* Those before `claim`, and those behind it. */
static void split(struct dr_claim *tree, const struct dr_claim *claim,
                  struct dr_claim **left, struct dr_claim **right)
{
    if (!tree) {
        *left = *right = NULL;
    } else if (before(tree, claim)) {
        split(tree->right, claim, &tree->right, right);
        *left = tree;
        refresh(tree);
    } else {
        split(tree->left, claim, left, &tree->left);
        *right = tree;
        refresh(tree);
    }
}

static struct dr_claim *join(struct dr_claim *left, struct dr_claim *right)
{
    if (!left || !right)
        return left ? left : right;
    if (weight(left) > weight(right)) {
        left->right = join(left->right, right);
        refresh(left);
        return left;
    }
    right->left = join(left, right->left);
    refresh(right);
    return right;
}

void dr_claims_insert(struct dr_claim **tree, struct dr_claim *claim)
{
    if (!*tree || weight(claim) > weight(*tree)) {
        split(*tree, claim, &claim->left, &claim->right);
        *tree = claim;
    } else {
        dr_claims_insert(
            before(claim, *tree) ? &(*tree)->left : &(*tree)->right, claim);
    }
    refresh(*tree);
}

void dr_claims_take_out(struct dr_claim **tree, struct dr_claim *claim)
{
    if (*tree == claim) {
        *tree = join(claim->left, claim->right);
        return;
    }
    dr_claims_take_out(before(claim, *tree) ? &(*tree)->left : &(*tree)->right,
                       claim);
    refresh(*tree);
}

/* What is looked for: a span, or just a range of bytes, or what begins in the
 * range unless it is of several blocks. */
struct wanted {
    struct dr_reach reach;
    const struct dr_span *span;
    bool begins;
};

static bool fits(const struct dr_claim *claim, const struct wanted *wanted)
{
    if (wanted->span)
        return dr_span_meets(*wanted->span, claim->span);
    if (wanted->begins && claim->reach.low < wanted->reach.low &&
        dr_span_flat(claim->span))
        return false;
    return dr_span_touches(claim->span, wanted->reach);
}

static struct dr_claim *search(struct dr_claim *tree,
                               const struct wanted *wanted)
{
    struct dr_claim *found;

    if (!tree || tree->highest <= wanted->reach.low)
        return NULL;
    found = search(tree->left, wanted);
    if (found || tree->reach.low >= wanted->reach.high)
        return found;
    if (dr_reach_meets(tree->reach, wanted->reach) && fits(tree, wanted))
        return tree;
    return search(tree->right, wanted);
}

static struct dr_claim *find(const struct dr_rank *rank,
                             const struct wanted *wanted, bool writes)
{
    struct dr_claim *found = NULL;

    if (rank->claims.written)
        found = search(rank->claims.written, wanted);
    if (!found && writes && rank->claims.read)
        found = search(rank->claims.read, wanted);
    return found;
}

struct dr_claim *dr_claims_search(const struct dr_rank *rank,
                                  struct dr_span span, bool writes)
{
    struct wanted wanted = {dr_span_reach(span), &span, false};

    return find(rank, &wanted, writes);
}

/* `span`: of which the access is; NULL: of all bytes. */
static void tell_all(struct dr_claim *tree, const struct dr_access *access,
                     const struct dr_span *span)
{
    struct wanted wanted = {access->bytes, span, false};

    if (!tree || tree->highest <= access->bytes.low)
        return;
    tell_all(tree->left, access, span);
    if (tree->reach.low >= access->bytes.high)
        return;
    if (dr_reach_meets(tree->reach, access->bytes) &&
        (tree->writes || access->writes) && fits(tree, &wanted))
        tree->touched(tree, access);
    tell_all(tree->right, access, span);
}

void dr_claims_pass(struct dr_span span, bool writes)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_access access = {.bytes = dr_span_reach(span),
                               .writes = writes,
                               .site = rank->call->site,
                               .call = rank->call->name};

    if (rank->claims.foreign && dr_span_bytes(span) > 0)
        tell_all(rank->claims.foreign, &access, &span);
}

void dr_claims_look(const struct dr_rank *rank, struct dr_reach bytes)
{
    tell_all(rank->claims.foreign, &(struct dr_access){.bytes = bytes}, NULL);
}

void dr_claims_access(const struct dr_access *access)
{
    struct wanted wanted = {.reach = access->bytes};
    const struct dr_rank *rank;
    struct dr_claim *claim;

    if (!dr_world || !pthread_equal(pthread_self(), dr_world->thread))
        return;
    rank = dr_world->self;
    if (!rank || rank->call || rank->phase != DR_INSIDE)
        return;
    claim = find(rank, &wanted, access->writes);
    if (claim && claim->touched)
        claim->touched(claim, access);
    tell_all(rank->claims.foreign, access, NULL);
}

static struct dr_claim *find_on(const struct dr_rank *rank,
                                struct dr_reach block)
{
    return find(rank, &(struct wanted){.reach = block, .begins = true}, true);
}

struct dr_claim *dr_claims_on(struct dr_reach block)
{
    return find_on(dr_world->self, block);
}

void dr_claims_keep(struct dr_claim *claim, const struct dr_access *access,
                    void (*give)(void *block))
{
    struct dr_kept *kept = dr_alloc(sizeof *kept);

    if (claim->touched)
        claim->touched(claim, access);
    *kept = (struct dr_kept){claim->kept, access->bytes, give};
    claim->kept = kept;
}

/* Another claim may be on the same block. */
void dr_claims_give(const struct dr_rank *rank, struct dr_claim *claim)
{
    while (claim->kept) {
        struct dr_kept *kept = claim->kept;
        struct dr_claim *other = find_on(rank, kept->bytes);

        claim->kept = kept->next;
        if (other) {
            kept->next = other->kept;
            other->kept = kept;
        } else {
            kept->give((void *)kept->bytes.low);
            free(kept);
        }
    }
}
