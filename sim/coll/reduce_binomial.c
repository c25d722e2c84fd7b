/*
 * reduce_binomial.c - partial results go up a binomial tree.
 *
 * A commutative operator lets ranks count from the root.  Otherwise they count
 * from 0, so that a subtree is a run of ranks and partial results combine in
 * rank order, and rank 0 hands the result to the root.
 *
 * Cost: ceil(log2 p) (alpha + n beta + n gamma), gamma the time to combine a
 * byte, plus alpha + n beta to move it from rank 0.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"

struct tree {
    struct dr_schedule *schedule;
    const struct dr_coll *coll;
    int size, me, first; /* `first`: the rank that counts as 0 */
    uint64_t count;
    const struct dr_datatype *type;
};

static struct dr_span span(const struct tree *tree, const void *buffer)
{
    return (struct dr_span){(void *)(uintptr_t)buffer, tree->count, tree->type};
}

static int peer(const struct tree *tree, int64_t number)
{
    return (int)((number + tree->first) % tree->size);
}

/* Take in what a child has; returns where the partial result now stands. */
static void *combine(const struct tree *tree, const void *mine, int64_t child)
{
    void *theirs = dr_coll_elements(tree->schedule, tree->count, tree->type);

    dr_schedule_recv(tree->schedule, span(tree, theirs), peer(tree, child));
    dr_schedule_end_round(tree->schedule);
    /* Mine is of lower ranks: it comes first. */
    dr_schedule_reduce(tree->schedule, mine, theirs, tree->count, tree->type,
                       tree->coll->handle, tree->coll->op);
    return theirs;
}

/* Up the tree; returns the result on number 0, NULL elsewhere. */
static const void *climb(const struct tree *tree)
{
    const void *mine = tree->coll->send.buffer;

    for (int64_t bit = 1; bit < tree->size; bit *= 2) {
        if (tree->me & bit) {
            dr_schedule_send(tree->schedule, span(tree, mine),
                             peer(tree, tree->me - bit));
            dr_schedule_end_round(tree->schedule);
            return NULL;
        }
        if (tree->me + bit < tree->size)
            mine = combine(tree, mine, tree->me + bit);
    }
    return mine;
}

void dr_coll_reduce_to(struct dr_schedule *schedule, const struct dr_coll *coll,
                       int root, void *result)
{
    struct tree tree = {.schedule = schedule,
                        .coll = coll,
                        .size = coll->comm->size,
                        .first = coll->op->commutative ? root : 0,
                        .count = coll->send.count,
                        .type = coll->send.type};
    const void *top;
    int rank = coll->comm->rank;

    tree.me = (rank - tree.first + tree.size) % tree.size;
    top = climb(&tree);
    if (tree.first != root && rank == root) {
        dr_schedule_recv(schedule, span(&tree, result), tree.first);
    } else if (tree.first != root && top) {
        dr_schedule_send(schedule, span(&tree, top), root);
    } else if (top && top != result) {
        dr_schedule_copy(schedule, span(&tree, top), span(&tree, result));
    }
    dr_schedule_end_round(schedule);
}

void dr_coll_reduce_binomial(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    dr_coll_reduce_to(schedule, coll, coll->root, coll->recv.buffer);
}
