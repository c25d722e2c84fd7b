/*
 * claims.c - memory that pending operations own, for each rank.
 *
 * The trees are treaps (Seidel, Aragon: "Randomized Search Trees", 1996) whose
 * priorities are a hash of the claim's number.  Every node knows the highest
 * address below it, so that whole subtrees are passed by (Cormen et al.,
 * "Introduction to Algorithms", interval trees).
 */
#include "core/claims.h"

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

/* What is looked for: a span, or just a range of bytes. */
struct wanted {
    struct dr_reach reach;
    const struct dr_span *span;
};

static bool fits(const struct dr_claim *claim, const struct wanted *wanted)
{
    if (wanted->span)
        return dr_span_meets(*wanted->span, claim->span);
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
    struct wanted wanted = {dr_span_reach(span), &span};

    return find(rank, &wanted, writes);
}

static void tell_all(struct dr_claim *tree, const struct dr_access *access)
{
    if (!tree || tree->highest <= access->bytes.low)
        return;
    tell_all(tree->left, access);
    if (tree->reach.low >= access->bytes.high)
        return;
    if (dr_reach_meets(tree->reach, access->bytes) &&
        (tree->writes || access->writes) &&
        dr_span_touches(tree->span, access->bytes))
        tree->touched(tree, access);
    tell_all(tree->right, access);
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
    tell_all(rank->claims.foreign, access);
}
