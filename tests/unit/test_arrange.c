/*
 * test_arrange.c - suite "core/arrange".
 */
#include "core/arrange.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"

enum {
    MOST = 24
};

static double table[MOST * MOST];
static int host_of[MOST];
static struct dr_edge edges[MOST * MOST];

/* Hosts in a row: as far apart as their numbers. */
static struct dr_sites in_a_row(int ranks, int hosts)
{
    for (int i = 0; i < hosts; i++) {
        for (int k = 0; k < hosts; k++)
            table[i * hosts + k] = abs(i - k);
    }
    return (struct dr_sites){ranks, hosts, host_of, table};
}

static struct dr_edge_list ring(int nodes)
{
    for (int i = 0; i < nodes; i++)
        edges[i] = (struct dr_edge){i, (i + 1) % nodes, 1};
    return (struct dr_edge_list){nodes, edges};
}

static void a_ring_dealt_out_to_two_hosts_is_cut_twice(void)
{
    struct dr_sites sites = in_a_row(8, 2);
    struct dr_edge_list list = ring(8);
    int *node_of;

    for (int i = 0; i < 8; i++)
        host_of[i] = i % 2;
    CU_ASSERT(dr_arrange_cost(&sites, list, NULL) == 8);
    node_of = dr_arrange(&sites, list);
    CU_ASSERT(dr_arrange_cost(&sites, list, node_of) == 2);
    free(node_of);
}

static void heavy_edges_count_more(void)
{
    struct dr_sites sites = in_a_row(4, 2);
    struct dr_edge_list list = {3, edges};
    int *node_of;

    for (int i = 0; i < 4; i++)
        host_of[i] = i / 2;
    edges[0] = (struct dr_edge){0, 1, 1};
    edges[1] = (struct dr_edge){1, 2, 5};
    edges[2] = (struct dr_edge){2, 3, 1};
    node_of = dr_arrange(&sites, list);
    CU_ASSERT(dr_arrange_cost(&sites, list, NULL) == 5);
    CU_ASSERT(dr_arrange_cost(&sites, list, node_of) == 2);
    free(node_of);
}

static void the_order_is_kept_if_nothing_is_better(void)
{
    struct dr_sites sites = in_a_row(12, 12);
    int *node_of;

    for (int i = 0; i < 12; i++)
        host_of[i] = i;
    /* All equally far from each other. */
    for (int i = 0; i < 144; i++)
        table[i] = i % 13 ? 1 : 0;
    node_of = dr_arrange(&sites, ring(12));
    for (int i = 0; i < 12; i++)
        CU_ASSERT(node_of[i] == i);
    free(node_of);
    node_of = dr_arrange(&sites, (struct dr_edge_list){0, edges});
    for (int i = 0; i < 12; i++)
        CU_ASSERT(node_of[i] == i);
    free(node_of);
}

static void check_random(uint64_t *dice)
{
    int ranks = 1 + (int)dice_roll(dice, MOST);
    int hosts = 1 + (int)dice_roll(dice, (uint32_t)ranks);
    struct dr_sites sites = in_a_row(ranks, hosts);
    struct dr_edge_list list = {(int)dice_roll(dice, 4 * MOST), edges};
    bool seen[MOST] = {false};
    int *node_of, *again;

    for (int i = 0; i < hosts; i++) {
        for (int k = 0; k < i; k++)
            table[i * hosts + k] = table[k * hosts + i] = dice_roll(dice, 50);
    }
    for (int i = 0; i < ranks; i++)
        host_of[i] = (int)dice_roll(dice, (uint32_t)hosts);
    for (int i = 0; i < list.count; i++)
        edges[i] = (struct dr_edge){(int)dice_roll(dice, (uint32_t)ranks),
                                    (int)dice_roll(dice, (uint32_t)ranks),
                                    (int)dice_roll(dice, 4)};
    node_of = dr_arrange(&sites, list);
    again = dr_arrange(&sites, list);
    CU_ASSERT(memcmp(node_of, again, (size_t)ranks * sizeof *again) == 0);
    for (int i = 0; i < ranks; i++) {
        CU_ASSERT_FATAL(node_of[i] >= 0 && node_of[i] < ranks);
        CU_ASSERT(!seen[node_of[i]]);
        seen[node_of[i]] = true;
    }
    CU_ASSERT(dr_arrange_cost(&sites, list, node_of) <=
              dr_arrange_cost(&sites, list, NULL));
    free(node_of);
    free(again);
}

static void it_is_never_worse_and_always_the_same(void)
{
    uint64_t dice = 2026;

    for (int i = 0; i < 500; i++)
        check_random(&dice);
}

static CU_TestInfo tests[] = {
    {"a ring dealt out to two hosts is cut twice",
     a_ring_dealt_out_to_two_hosts_is_cut_twice},
    {"heavy edges count more", heavy_edges_count_more},
    {"the order is kept if nothing is better",
     the_order_is_kept_if_nothing_is_better},
    {"it is never worse and always the same",
     it_is_never_worse_and_always_the_same},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/arrange", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
