/*
 * test_andor.c - suite "p2p/andor".
 *
 * If this fails, look in sim/p2p/andor.c.
 */
#include "p2p/andor.h"

#include <CUnit/Basic.h>
#include <stdint.h>

#include "unit/dice.h"

static struct dr_andor graph;

static void begin(void)
{
    dr_andor_clear(&graph);
}

static void end(void)
{
    dr_andor_end(&graph);
}

static void two_that_wait_for_each_other_are_stuck(void)
{
    int a = dr_andor_all(&graph), b = dr_andor_all(&graph);

    dr_andor_edge(&graph, a, b);
    dr_andor_edge(&graph, b, a);
    dr_andor_solve(&graph);
    CU_ASSERT_TRUE(dr_andor_stuck(&graph, a));
    CU_ASSERT_TRUE(dr_andor_stuck(&graph, b));
}

static void one_way_out_frees_an_any_node_but_not_an_all_node(void)
{
    int out = dr_andor_all(&graph), lost = dr_andor_any(&graph);
    int any = dr_andor_any(&graph), all = dr_andor_all(&graph);

    for (int on = out; on <= lost; on++) {
        dr_andor_edge(&graph, any, on);
        dr_andor_edge(&graph, all, on);
    }
    dr_andor_solve(&graph);
    CU_ASSERT_FALSE(dr_andor_stuck(&graph, out));
    CU_ASSERT_TRUE(dr_andor_stuck(&graph, lost));
    CU_ASSERT_FALSE(dr_andor_stuck(&graph, any));
    CU_ASSERT_TRUE(dr_andor_stuck(&graph, all));
}

static void a_freed_node_moves_whatever_it_depends_on(void)
{
    int lost = dr_andor_any(&graph), node = dr_andor_all(&graph);

    dr_andor_edge(&graph, node, lost);
    dr_andor_free(&graph, node);
    dr_andor_edge(&graph, node, lost);
    dr_andor_solve(&graph);
    CU_ASSERT_FALSE(dr_andor_stuck(&graph, node));
}

static void the_same_dependency_twice_counts_twice_and_comes_twice(void)
{
    int out = dr_andor_all(&graph), node = dr_andor_all(&graph);

    dr_andor_edge(&graph, node, out);
    dr_andor_edge(&graph, node, out);
    dr_andor_solve(&graph);
    CU_ASSERT_FALSE(dr_andor_stuck(&graph, node));
}


enum {
    NODES_MOST = 10
};

struct truth {
    int n;
    bool any[NODES_MOST], freed[NODES_MOST];
    int edges[NODES_MOST][NODES_MOST]; /* how many from i to j */
};

/* Can every member of the set wait for ever, given that the others move? */
static bool closed(const struct truth *t, unsigned set)
{
    for (int i = 0; i < t->n; i++) {
        bool inside = false, outside = false;

        if (!(set & 1u << i))
            continue;
        for (int j = 0; j < t->n; j++) {
            if (t->edges[i][j] && set & 1u << j)
                inside = true;
            else if (t->edges[i][j])
                outside = true;
        }
        if (t->freed[i] || (t->any[i] ? outside : !inside))
            return false;
    }
    return true;
}

/* The union of all sets that can wait for ever, found by trying all. */
static unsigned stuck_by_trying(const struct truth *t)
{
    unsigned stuck = 0;

    for (unsigned set = 1; set < 1u << t->n; set++) {
        if (closed(t, set))
            stuck |= set;
    }
    return stuck;
}

static void roll(struct truth *t, uint64_t *dice)
{
    uint32_t nedges;

    *t = (struct truth){.n = 1 + (int)dice_roll(dice, NODES_MOST)};
    nedges = dice_roll(dice, 3 * (uint32_t)t->n);
    for (int i = 0; i < t->n; i++) {
        t->any[i] = dice_roll(dice, 2);
        t->freed[i] = dice_roll(dice, 8) == 0;
    }
    while (nedges-- > 0)
        t->edges[dice_roll(dice, (uint32_t)t->n)]
                [dice_roll(dice, (uint32_t)t->n)]++;
}

static void build(const struct truth *t)
{
    dr_andor_clear(&graph);
    for (int i = 0; i < t->n; i++) {
        if (t->any[i])
            dr_andor_any(&graph);
        else
            dr_andor_all(&graph);
        if (t->freed[i])
            dr_andor_free(&graph, i);
    }
    for (int i = 0; i < t->n; i++) {
        for (int j = 0; j < t->n; j++) {
            for (int k = 0; k < t->edges[i][j]; k++)
                dr_andor_edge(&graph, i, j);
        }
    }
    dr_andor_solve(&graph);
}

static void random_graphs_agree_with_trying_every_set(void)
{
    uint64_t dice = 20261120;
    int wrong = 0, with_stuck = 0;
    struct truth t;

    for (int round = 0; round < 5000; round++) {
        unsigned expected, found = 0;

        roll(&t, &dice);
        build(&t);
        expected = stuck_by_trying(&t);
        for (int i = 0; i < t.n; i++)
            found |= (unsigned)dr_andor_stuck(&graph, i) << i;
        wrong += found != expected;
        with_stuck += expected != 0 && expected != (1u << t.n) - 1;
    }
    CU_ASSERT_EQUAL(wrong, 0);
    /* The graphs are worth asking about. */
    CU_ASSERT(with_stuck > 1000);
}

static CU_TestInfo tests[] = {
    {"two that wait for each other are stuck",
     two_that_wait_for_each_other_are_stuck},
    {"one way out frees an any node but not an all node",
     one_way_out_frees_an_any_node_but_not_an_all_node},
    {"a freed node moves whatever it depends on",
     a_freed_node_moves_whatever_it_depends_on},
    {"the same dependency twice counts twice and comes twice",
     the_same_dependency_twice_counts_twice_and_comes_twice},
    {"random graphs agree with trying every set",
     random_graphs_agree_with_trying_every_set},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"p2p/andor", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
