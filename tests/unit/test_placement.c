/*
 * test_placement.c - suite "net/placement".
 */
#include "net/placement.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST = 16
};

static const struct dr_slot quad[] = {
    {"node-0", 2}, {"node-1", 4}, {"node-2", 1}, {"node-10", 1}};

static int host_of_rank[MOST];
static struct dr_text error;
static char path[] = "/tmp/dryrun-hostfile-XXXXXX";

static int make_file(void)
{
    int fd = mkstemp(path);

    return fd < 0 ? 1 : close(fd);
}

static int remove_file(void)
{
    return unlink(path);
}

static void end(void)
{
    dr_text_end(&error);
}

static const char *hostfile(const char *text)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static int place(const char *file, enum dr_map map, int nranks)
{
    dr_text_end(&error);
    memset(host_of_rank, -1, sizeof host_of_rank);
    return dr_placement_make(quad, 4, file, map, nranks, host_of_rank, &error);
}

/* "00111" means that ranks 0 and 1 are on host 0, 2 to 4 on host 1. */
static bool placed(const char *hosts)
{
    for (int rank = 0; hosts[rank]; rank++) {
        if (host_of_rank[rank] != hosts[rank] - '0')
            return false;
    }
    return host_of_rank[strlen(hosts)] == -1;
}

static bool said(const char *words)
{
    return strstr(dr_text_string(&error), words) != NULL;
}

static void block_fills_a_host_before_the_next(void)
{
    CU_ASSERT_EQUAL(place(NULL, DR_MAP_BLOCK, 8), 0);
    CU_ASSERT(placed("00111123"));
    CU_ASSERT_EQUAL(place(NULL, DR_MAP_BLOCK, 3), 0);
    CU_ASSERT(placed("001"));
}

static void cyclic_deals_one_per_host_and_round(void)
{
    CU_ASSERT_EQUAL(place(NULL, DR_MAP_CYCLIC, 8), 0);
    CU_ASSERT(placed("01230111"));
    CU_ASSERT_EQUAL(place(NULL, DR_MAP_CYCLIC, 3), 0);
    CU_ASSERT(placed("012"));
}

static void a_hostfile_chooses_hosts_order_and_slots(void)
{
    const char *file = hostfile("# a comment\n"
                                "\n"
                                "node-10 slots=2  # of Open MPI\n"
                                "node-1:1\n"
                                "\tnode-0\r\n");

    CU_ASSERT_EQUAL(place(file, DR_MAP_BLOCK, 5), 0);
    CU_ASSERT(placed("33100"));
    CU_ASSERT_EQUAL(place(file, DR_MAP_CYCLIC, 5), 0);
    CU_ASSERT(placed("31030"));
}

static void a_host_named_twice_has_the_slots_of_both(void)
{
    CU_ASSERT_EQUAL(
        place(hostfile("node-2\nnode-0 slots=1\nnode-2"), DR_MAP_BLOCK, 3), 0);
    CU_ASSERT(placed("220"));
}

static void too_many_ranks_are_refused_with_numbers(void)
{
    CU_ASSERT_EQUAL(place(NULL, DR_MAP_BLOCK, 9), -1);
    CU_ASSERT(said("-n 9"));
    CU_ASSERT(said("8 cores on 4 hosts"));
    CU_ASSERT_EQUAL(place(hostfile("node-1"), DR_MAP_CYCLIC, 5), -1);
    CU_ASSERT(said("-n 5"));
    CU_ASSERT(said("4 slots on 1 host;"));
}

static void an_unknown_host_is_named_with_its_line(void)
{
    CU_ASSERT_EQUAL(place(hostfile("node-0\nnode-3\n"), DR_MAP_BLOCK, 1), -1);
    CU_ASSERT(said("line 2"));
    CU_ASSERT(said("\"node-3\""));
    CU_ASSERT(said("node-0 to node-10"));
}

static void other_lines_are_refused(void)
{
    static const char *const wrong[] = {
        "node-0 slots=0",
        "node-0 slots=",
        "node-0 slots=x",
        "node-0:0",
        "node-0 slots=-1",
        "node-0:",
        ":4",
        "node-0 cores=2",
        "node-0:2 slots=2",
        "node-0 slots=1 2",
        "node-0 slots=99999999999999",
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CU_ASSERT_EQUAL(place(hostfile(wrong[i]), DR_MAP_BLOCK, 1), -1);
        CU_ASSERT(said("line 1"));
    }
}

static void empty_and_missing_hostfiles_are_refused(void)
{
    CU_ASSERT_EQUAL(place(hostfile("# nobody\n"), DR_MAP_BLOCK, 1), -1);
    CU_ASSERT(said("names no host"));
    CU_ASSERT_EQUAL(place("/no/such/file", DR_MAP_BLOCK, 1), -1);
    CU_ASSERT(said("/no/such/file: No such file"));
    CU_ASSERT_EQUAL(place("/tmp", DR_MAP_BLOCK, 1), -1);
    CU_ASSERT(said("Is a directory"));
}

static void digits_compare_by_value(void)
{
    CU_ASSERT(dr_natural_compare("node-2", "node-10") < 0);
    CU_ASSERT(dr_natural_compare("node-10", "node-2") > 0);
    CU_ASSERT(dr_natural_compare("node-9.a", "node-10.a") < 0);
    CU_ASSERT(dr_natural_compare("rack2-node10", "rack10-node2") < 0);
    CU_ASSERT(dr_natural_compare("node", "node-1") < 0);
    CU_ASSERT(dr_natural_compare("n99999999999999999999", "n9") > 0);
    CU_ASSERT(dr_natural_compare("a", "b") < 0);
    CU_ASSERT_EQUAL(dr_natural_compare("node-1", "node-1"), 0);
}

static void only_equal_names_compare_equal(void)
{
    int order = dr_natural_compare("n01", "n1");

    CU_ASSERT_NOT_EQUAL(order, 0);
    CU_ASSERT((dr_natural_compare("n1", "n01") < 0) == (order > 0));
}

static void sorting_puts_hosts_in_natural_order(void)
{
    struct dr_slot hosts[] = {{"n10", 1}, {"n9", 2}, {"n1", 3}};

    dr_placement_sort(hosts, 3);
    CU_ASSERT_STRING_EQUAL(hosts[0].name, "n1");
    CU_ASSERT_STRING_EQUAL(hosts[2].name, "n10");
    CU_ASSERT_EQUAL(hosts[1].cores, 2);
    dr_placement_sort(hosts, 0);
}

static CU_TestInfo tests[] = {
    {"block fills a host before the next", block_fills_a_host_before_the_next},
    {"cyclic deals one per host and round",
     cyclic_deals_one_per_host_and_round},
    {"a hostfile chooses hosts, order and slots",
     a_hostfile_chooses_hosts_order_and_slots},
    {"a host named twice has the slots of both",
     a_host_named_twice_has_the_slots_of_both},
    {"too many ranks are refused with numbers",
     too_many_ranks_are_refused_with_numbers},
    {"an unknown host is named with its line",
     an_unknown_host_is_named_with_its_line},
    {"other lines are refused", other_lines_are_refused},
    {"empty and missing hostfiles are refused",
     empty_and_missing_hostfiles_are_refused},
    {"digits compare by value", digits_compare_by_value},
    {"only equal names compare equal", only_equal_names_compare_equal},
    {"sorting puts hosts in natural order",
     sorting_puts_hosts_in_natural_order},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"net/placement", make_file, remove_file, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
