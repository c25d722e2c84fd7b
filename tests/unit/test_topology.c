/*
 * test_topology.c - suite "core/topology".
 *
 * If this fails, look in sim/core/topology.c, cart.c and dims.c.
 */
#include "core/topology.h"

#include <CUnit/Basic.h>

/* 2 x 3 x 4, periodic in the middle. */
static struct dr_topology *grid(void)
{
    return dr_topology_cart(3, (int[]){2, 3, 4}, (int[]){0, 7, 0});
}

static void the_last_coordinate_varies_fastest(void)
{
    struct dr_topology *topology = grid();
    int coords[3];

    CU_ASSERT_EQUAL(topology->cart.periods[1], 1);
    CU_ASSERT_EQUAL(dr_cart_rank(&topology->cart, (int[]){0, 0, 3}), 3);
    CU_ASSERT_EQUAL(dr_cart_rank(&topology->cart, (int[]){1, 2, 3}), 23);
    for (int rank = 0; rank < 24; rank++) {
        dr_cart_coords(&topology->cart, rank, coords);
        CU_ASSERT_EQUAL(dr_cart_rank(&topology->cart, coords), rank);
    }
    dr_topology_release(topology);
}

static void periodic_coordinates_wrap(void)
{
    struct dr_topology *topology = grid();
    const struct dr_cart *cart = &topology->cart;

    CU_ASSERT_EQUAL(dr_cart_rank(cart, (int[]){0, -1, 0}), 8);
    CU_ASSERT_EQUAL(dr_cart_rank(cart, (int[]){0, 3, 0}), 0);
    CU_ASSERT_EQUAL(dr_cart_rank(cart, (int[]){0, -7, 0}), 8);
    CU_ASSERT_EQUAL(dr_cart_rank(cart, (int[]){-1, 0, 0}), -1);
    CU_ASSERT_EQUAL(dr_cart_rank(cart, (int[]){0, 0, 4}), -1);
    dr_topology_release(topology);
}

static void neighbours_end_at_edges(void)
{
    struct dr_topology *topology = grid();
    const struct dr_cart *cart = &topology->cart;

    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 0, 0, 1), 12);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 0, 0, -1), MPI_PROC_NULL);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 1, 1, -1), 9);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 1, 1, 4), 5);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 23, 2, -3), 20);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 23, 2, 1), MPI_PROC_NULL);
    CU_ASSERT_EQUAL(dr_cart_neighbor(cart, 5, 1, 2147483647), 9);
    dr_topology_release(topology);
}

static void each_kind_knows_its_neighbours(void)
{
    struct dr_topology *cart = grid();
    struct dr_topology *graph =
        dr_topology_graph(3, (int[]){2, 3, 3}, (int[]){1, 1, 0});
    struct dr_edges in = {1, dr_topology_copy((int[]){4}, 1), NULL};
    struct dr_edges out = {2, dr_topology_copy((int[]){5, 6}, 2), NULL};
    struct dr_topology *dist = dr_topology_dist(false, in, out);

    CU_ASSERT_EQUAL(dr_topology_degree(cart, 0, DR_IN), 6);
    CU_ASSERT_EQUAL(dr_topology_neighbor(cart, 0, DR_IN, 0), MPI_PROC_NULL);
    CU_ASSERT_EQUAL(dr_topology_neighbor(cart, 0, DR_OUT, 1), 12);
    CU_ASSERT_EQUAL(dr_topology_neighbor(cart, 0, DR_OUT, 2), 8);
    CU_ASSERT_EQUAL(dr_topology_degree(graph, 0, DR_OUT), 2);
    CU_ASSERT_EQUAL(dr_topology_degree(graph, 2, DR_IN), 0);
    CU_ASSERT_EQUAL(dr_topology_neighbor(graph, 1, DR_IN, 0), 0);
    CU_ASSERT_EQUAL(dr_topology_degree(dist, 0, DR_IN), 1);
    CU_ASSERT_EQUAL(dr_topology_degree(dist, 0, DR_OUT), 2);
    CU_ASSERT_EQUAL(dr_topology_neighbor(dist, 0, DR_OUT, 1), 6);
    dr_topology_release(cart);
    dr_topology_release(graph);
    dr_topology_release(dist);
}

static bool completes(int nnodes, int n, const int *given, const int *want)
{
    int dims[4];

    for (int i = 0; i < n; i++)
        dims[i] = given[i];
    if (!dr_dims_create(nnodes, n, dims))
        return false;
    for (int i = 0; i < n; i++) {
        if (dims[i] != want[i])
            return false;
    }
    return true;
}

/* MPI 3.1, section 7.5.2, has the first four. */
static void dimensions_are_balanced(void)
{
    int zero[4] = {0};

    CU_ASSERT(completes(6, 2, zero, (int[]){3, 2}));
    CU_ASSERT(completes(7, 2, zero, (int[]){7, 1}));
    CU_ASSERT(completes(6, 3, (int[]){0, 3, 0}, (int[]){2, 3, 1}));
    CU_ASSERT(!completes(7, 3, (int[]){0, 3, 0}, zero));
    CU_ASSERT(completes(36, 3, zero, (int[]){4, 3, 3}));
    CU_ASSERT(completes(1, 2, zero, (int[]){1, 1}));
    CU_ASSERT(completes(12, 2, (int[]){3, 4}, (int[]){3, 4}));
}

static void references_are_counted(void)
{
    struct dr_topology *topology = grid();

    CU_ASSERT_PTR_EQUAL(dr_topology_hold(topology), topology);
    dr_topology_release(topology);
    CU_ASSERT_EQUAL(topology->cart.dims[2], 4);
    dr_topology_release(topology);
}


static CU_TestInfo tests[] = {
    {"the last coordinate varies fastest", the_last_coordinate_varies_fastest},
    {"periodic coordinates wrap", periodic_coordinates_wrap},
    {"neighbours end at edges", neighbours_end_at_edges},
    {"each kind knows its neighbours", each_kind_knows_its_neighbours},
    {"dimensions are balanced", dimensions_are_balanced},
    {"references are counted", references_are_counted},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/topology", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
