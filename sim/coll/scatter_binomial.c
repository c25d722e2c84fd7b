/*
 * scatter_binomial.c - blocks go down a binomial tree from the root.
 *
 * A rank gets the blocks of the ranks it heads together, keeps the first and
 * sends the others on, the largest part first.
 *
 * Cost: ceil(log2 p) alpha + (p - 1) n beta.
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/binomial.h"
#include "coll/builders.h"
#include "coll/row.h"

/* To all children; `row` begins with this rank's own block. */
static void hand_out(struct dr_schedule *schedule,
                     const struct dr_binomial *tree, const struct dr_row *row)
{
    int count = dr_binomial_headed(tree, tree->me);
    int64_t bit = 1;

    while (bit < count)
        bit *= 2;
    for (bit /= 2; bit > 0; bit /= 2) {
        int child = tree->me + (int)bit;
        int blocks = dr_binomial_headed(tree, child);

        dr_schedule_send(schedule, dr_row_span(row, (int)bit, blocks),
                         dr_binomial_rank(tree, child));
    }
}

static void at_root(struct dr_schedule *schedule, const struct dr_coll *coll,
                    const struct dr_binomial *tree)
{
    struct dr_row row =
        dr_row_from(schedule, &coll->send, tree->size, coll->root);

    dr_row_fill(schedule, &row, 1, tree->size - 1);
    hand_out(schedule, tree, &row);
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_at(&coll->send, coll->root),
                         dr_blocks_all(&coll->recv));
}

void dr_coll_scatter_binomial(struct dr_schedule *schedule,
                              const struct dr_coll *coll)
{
    struct dr_binomial tree = dr_binomial_of(coll);
    struct dr_span mine = dr_blocks_all(&coll->recv);
    int count = dr_binomial_headed(&tree, tree.me);
    struct dr_row row;

    dr_schedule_lend(schedule);
    if (tree.me == 0) {
        at_root(schedule, coll, &tree);
    } else if (count == 1) {
        dr_schedule_recv(schedule, mine, dr_binomial_parent(&tree));
    } else {
        row = dr_row_scratch(schedule, dr_span_bytes(mine), count);
        dr_schedule_recv(schedule, dr_row_span(&row, 0, count),
                         dr_binomial_parent(&tree));
        dr_schedule_end_round(schedule);
        hand_out(schedule, &tree, &row);
        dr_schedule_copy(schedule, dr_row_span(&row, 0, 1), mine);
    }
}
