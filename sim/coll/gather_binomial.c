/*
 * gather_binomial.c - blocks go up a binomial tree to the root.
 *
 * A rank collects the blocks of the ranks it heads from its children and
 * passes them on together.
 *
 * Cost: ceil(log2 p) alpha + (p - 1) n beta.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/binomial.h"
#include "coll/builders.h"
#include "coll/row.h"

/* The blocks of all children; `row` begins with this rank's own. */
static void collect(struct dr_schedule *schedule,
                    const struct dr_binomial *tree, const struct dr_row *row)
{
    int count = dr_binomial_headed(tree, tree->me);

    for (int64_t bit = 1; bit < count; bit *= 2) {
        int child = tree->me + (int)bit;
        int blocks = dr_binomial_headed(tree, child);

        dr_schedule_recv(schedule, dr_row_span(row, (int)bit, blocks),
                         dr_binomial_rank(tree, child));
    }
    dr_schedule_end_round(schedule);
}

static void at_root(struct dr_schedule *schedule, const struct dr_coll *coll,
                    const struct dr_binomial *tree)
{
    struct dr_row row =
        dr_row_from(schedule, &coll->recv, tree->size, coll->root);

    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_all(&coll->send),
                         dr_blocks_at(&coll->recv, coll->root));
    collect(schedule, tree, &row);
    dr_row_empty(schedule, &row, 1, tree->size - 1);
}

void dr_coll_gather_binomial(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    struct dr_binomial tree = dr_binomial_of(coll);
    struct dr_span mine = dr_blocks_all(&coll->send), all = mine;
    int count = dr_binomial_headed(&tree, tree.me);

    dr_schedule_lend(schedule);
    if (tree.me == 0) {
        at_root(schedule, coll, &tree);
        return;
    }
    if (count > 1) {
        struct dr_row row =
            dr_row_scratch(schedule, dr_span_bytes(mine), count);

        dr_schedule_copy(schedule, mine, dr_row_span(&row, 0, 1));
        collect(schedule, &tree, &row);
        all = dr_row_span(&row, 0, count);
    }
    dr_schedule_send(schedule, all, dr_binomial_parent(&tree));
}
