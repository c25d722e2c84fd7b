/*
 * binomial.h - the binomial tree of gather and scatter.
 *
 * Ranks are numbered from the root.  The lowest bit set in a number is how
 * many numbers it heads, itself first, as far as there are ranks; its parent
 * lacks that bit, its children add a lower one.
 */
#ifndef DR_COLL_BINOMIAL_H
#define DR_COLL_BINOMIAL_H

#include "coll/coll.h"

struct dr_binomial {
    int me, size, root;
};

/* The place of the running rank in the tree of a rooted operation. */
static inline struct dr_binomial dr_binomial_of(const struct dr_coll *coll)
{
    int size = coll->comm->size;

    return (struct dr_binomial){(coll->comm->rank - coll->root + size) % size,
                                size, coll->root};
}

/* The rank of a number. */
static inline int dr_binomial_rank(const struct dr_binomial *tree, int number)
{
    return (int)(((int64_t)number + tree->root) % tree->size);
}

/* The rank above this one, which is not the root. */
static inline int dr_binomial_parent(const struct dr_binomial *tree)
{
    return dr_binomial_rank(tree, tree->me - (tree->me & -tree->me));
}

/* How many numbers `number` heads. */
static inline int dr_binomial_headed(const struct dr_binomial *tree, int number)
{
    int own = number & -number, left = tree->size - number;

    return number == 0 || own > left ? left : own;
}

#endif
