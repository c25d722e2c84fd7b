/*
 * test_protocol.c - suite "net/protocol".
 */
#include "net/protocol.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <string.h>

static struct dr_protocol p;
static struct dr_text error;

static int set(const char *name, const char *value)
{
    dr_text_end(&error);
    return dr_protocol_set(&p, name, value, &error);
}

static bool complains(const char *name, const char *value, const char *words)
{
    return set(name, value) == -1 && strstr(dr_text_string(&error), name) &&
           strstr(dr_text_string(&error), value) &&
           strstr(dr_text_string(&error), words);
}

static void fresh(void)
{
    p = dr_protocol_default();
}

static void end(void)
{
    dr_text_end(&error);
}

static void defaults_are_two_limits_and_nothing_else(void)
{
    CU_ASSERT_EQUAL(p.eager_limit, 65536);
    CU_ASSERT_EQUAL(p.flow_from, 131072);
    CU_ASSERT_EQUAL(p.send_overhead_s + p.recv_overhead_s + p.message_gap_s, 0);
    CU_ASSERT_EQUAL(p.nsegments + p.nlocal, 0);
}

static void scalar_terms_are_set_by_name(void)
{
    CU_ASSERT_EQUAL(set("dryrun/eager-limit", "inf"), 0);
    CU_ASSERT_EQUAL(set("dryrun/flow-from", "1MiB"), 0);
    CU_ASSERT_EQUAL(set("dryrun/send-overhead", "0.3us"), 0);
    CU_ASSERT_EQUAL(set("dryrun/recv-overhead", "400ns"), 0);
    CU_ASSERT_EQUAL(set("dryrun/message-gap", "1ms"), 0);
    CU_ASSERT_EQUAL(p.eager_limit, UINT64_MAX);
    CU_ASSERT_EQUAL(p.flow_from, 1048576);
    CU_ASSERT_EQUAL(p.send_overhead_s, 0.3e-6);
    CU_ASSERT_EQUAL(p.recv_overhead_s, 0.4e-6);
    CU_ASSERT_EQUAL(p.message_gap_s, 1e-3);
}

static void segments_end_where_the_next_begins(void)
{
    const struct dr_segment *s;

    CU_ASSERT_EQUAL(set("dryrun/segments", "0 0.2us 611.97MBps;\n 195 -1us "
                                           "1Gbps; 1MiB 0 0 ; "),
                    0);
    CU_ASSERT_EQUAL_FATAL(p.nsegments, 3);
    s = dr_protocol_segment(p.segments, p.nsegments, 194);
    CU_ASSERT_EQUAL(s->extra_s, 0.2e-6);
    CU_ASSERT_DOUBLE_EQUAL(s->bandwidth, 611.97e6, 1e-3);
    s = dr_protocol_segment(p.segments, p.nsegments, 195);
    CU_ASSERT_EQUAL(s->extra_s, -1e-6);
    CU_ASSERT_EQUAL(s->bandwidth, 125e6);
    s = dr_protocol_segment(p.segments, p.nsegments, 1 << 30);
    CU_ASSERT_EQUAL(s->from, 1048576);
    CU_ASSERT_EQUAL(s->bandwidth, 0);
    CU_ASSERT_PTR_NULL(dr_protocol_segment(p.local, p.nlocal, 5));
    CU_ASSERT_EQUAL(set("dryrun/local-segments", "0 1ns 5GBps"), 0);
    CU_ASSERT_PTR_EQUAL(dr_protocol_segment(p.local, p.nlocal, 5), p.local);
}

static void names_of_others_are_ignored(void)
{
    CU_ASSERT_EQUAL(set("watt_per_state", "90:110"), 0);
}

static void a_complaint_carries_name_and_value(void)
{
    CU_ASSERT(complains("dryrun/eager-limit", "64Kb", "bytes"));
    CU_ASSERT(complains("dryrun/send-overhead", "-1us", "time"));
    CU_ASSERT(complains("dryrun/message-gap", "fast", "time"));
    CU_ASSERT(complains("dryrun/eagerlimit", "64KiB", "unknown"));
    CU_ASSERT(complains("dryrun/segments", "0 1us", "FROM EXTRA BANDWIDTH"));
    CU_ASSERT(complains("dryrun/segments", "0 1us 1GBps 7", "FROM EXTRA"));
    CU_ASSERT(complains("dryrun/segments", "4 1us 1GBps", "begins at 0"));
    CU_ASSERT(
        complains("dryrun/segments", "0 0 1GBps; 0 0 2GBps", "rising order"));
    CU_ASSERT(complains("dryrun/segments", "0 us 1GBps", "second word"));
    CU_ASSERT(complains("dryrun/local-segments", "0 0 -1", "third word"));
    CU_ASSERT(complains("dryrun/segments",
                        "0 0 1;1 0 1;2 0 1;3 0 1;4 0 1;5 0 1;6 0 1;7 0 1;8 0 1"
                        ";9 0 1;10 0 1;11 0 1;12 0 1;13 0 1;14 0 1;15 0 1;"
                        "16 0 1",
                        "at most 16"));
}

static void a_refused_value_changes_nothing(void)
{
    set("dryrun/segments", "0 1us 1GBps");
    CU_ASSERT_EQUAL(set("dryrun/segments", "0 2us 2GBps; wrong"), -1);
    CU_ASSERT_EQUAL(p.nsegments, 1);
    CU_ASSERT_EQUAL(p.segments[0].extra_s, 1e-6);
}

static CU_TestInfo tests[] = {
    {"defaults are 64 KiB and nothing else",
     defaults_are_two_limits_and_nothing_else},
    {"scalar terms are set by name", scalar_terms_are_set_by_name},
    {"segments end where the next begins", segments_end_where_the_next_begins},
    {"names of others are ignored", names_of_others_are_ignored},
    {"a complaint carries name and value", a_complaint_carries_name_and_value},
    {"a refused value changes nothing", a_refused_value_changes_nothing},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"net/protocol", NULL, NULL, fresh, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
