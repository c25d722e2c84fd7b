/*
 * test_edge_board.c - suite "core/edge_board".
 *
 * If this fails, look in sim/core/edge_board.c.
 */
#include "core/edge_board.h"

#include <CUnit/Basic.h>

enum {
    COUNT = 3
};

static bool are(const struct dr_edges *edges, int count, const int *peers,
                const int *weights)
{
    if (edges->count != count || !edges->weights != !weights)
        return false;
    for (int i = 0; i < count; i++) {
        if (edges->peers[i] != peers[i] ||
            (weights && edges->weights[i] != weights[i]))
            return false;
    }
    return true;
}

/* Whoever puts them up first: they come by rank of who did, then as put. */
static void edges_come_by_who_put_them_up(void)
{
    struct dr_edge_board *board = dr_edge_board_new(COUNT);
    struct dr_topology *of[COUNT];

    dr_edge_board_put(board, 2, 0, 1, 20);
    dr_edge_board_put(board, 2, 0, 2, 21);
    dr_edge_board_put(board, 1, 0, 0, 10);
    dr_edge_board_put(board, 1, 1, 0, 11);
    dr_edge_board_put(board, 0, 2, 0, 1);
    for (int i = 0; i < COUNT; i++) {
        of[i] = dr_edge_board_take(board, i, true);
        CU_ASSERT_EQUAL(of[i]->kind, MPI_DIST_GRAPH);
    }
    CU_ASSERT(are(&of[0]->out, 3, (int[]){0, 1, 2}, (int[]){10, 20, 21}));
    CU_ASSERT(are(&of[0]->in, 3, (int[]){2, 0, 1}, (int[]){1, 10, 11}));
    CU_ASSERT(are(&of[1]->out, 1, (int[]){0}, (int[]){11}));
    CU_ASSERT(are(&of[1]->in, 1, (int[]){0}, (int[]){20}));
    CU_ASSERT(are(&of[2]->out, 1, (int[]){0}, (int[]){1}));
    CU_ASSERT(are(&of[2]->in, 1, (int[]){0}, (int[]){21}));
    for (int i = 0; i < COUNT; i++)
        dr_topology_release(of[i]);
}

static void an_edge_may_be_there_twice(void)
{
    struct dr_edge_board *board = dr_edge_board_new(1);
    struct dr_topology *of;

    dr_edge_board_put(board, 0, 0, 0, 5);
    dr_edge_board_put(board, 0, 0, 0, 6);
    of = dr_edge_board_take(board, 0, true);
    CU_ASSERT(are(&of->out, 2, (int[]){0, 0}, (int[]){5, 6}));
    CU_ASSERT(are(&of->in, 2, (int[]){0, 0}, (int[]){5, 6}));
    dr_topology_release(of);
}

static void there_may_be_no_edges_and_no_weights(void)
{
    struct dr_edge_board *board = dr_edge_board_new(2);
    struct dr_topology *of[2];

    dr_edge_board_put(board, 0, 0, 1, 1);
    for (int i = 0; i < 2; i++)
        of[i] = dr_edge_board_take(board, i, false);
    CU_ASSERT(!of[0]->weighted);
    CU_ASSERT(are(&of[0]->in, 0, NULL, NULL));
    CU_ASSERT(are(&of[0]->out, 1, (int[]){1}, NULL));
    CU_ASSERT(are(&of[1]->in, 1, (int[]){0}, NULL));
    dr_topology_release(of[0]);
    dr_topology_release(of[1]);
}

/* More than fit at first. */
static void many_edges_are_kept(void)
{
    struct dr_edge_board *board = dr_edge_board_new(1);
    struct dr_topology *of;

    for (int i = 0; i < 100; i++)
        dr_edge_board_put(board, 0, 0, 0, i);
    of = dr_edge_board_take(board, 0, true);
    CU_ASSERT_EQUAL(of->out.count, 100);
    for (int i = 0; i < 100; i++)
        CU_ASSERT_EQUAL(of->out.weights[i], i);
    dr_topology_release(of);
}


static CU_TestInfo tests[] = {
    {"edges come by who put them up", edges_come_by_who_put_them_up},
    {"an edge may be there twice", an_edge_may_be_there_twice},
    {"there may be no edges and no weights",
     there_may_be_no_edges_and_no_weights},
    {"many edges are kept", many_edges_are_kept},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/edge_board", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
