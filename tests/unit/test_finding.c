/*
 * test_finding.c - suite "event/finding".
 *
 * If this fails, look in sim/event/finding.c.
 */
#include "event/finding.h"

#include <CUnit/Basic.h>
#include <stdio.h>

static struct dr_findings list;

static void end(void)
{
    dr_findings_end(&list);
}

static void findings_are_kept_in_the_order_they_were_made(void)
{
    char message[32];

    for (int i = 0; i < 100; i++) {
        snprintf(message, sizeof message, "finding %d", i);
        dr_findings_add(&list, (struct dr_finding){.kind = DR_FOUND_CRASH,
                                                   .rank = i,
                                                   .message = message});
    }
    CU_ASSERT_EQUAL_FATAL(list.count, 100);
    for (int i = 0; i < 100; i++) {
        snprintf(message, sizeof message, "finding %d", i);
        CU_ASSERT_EQUAL(list.items[i].rank, i);
        CU_ASSERT_STRING_EQUAL(list.items[i].message, message);
    }
}

static void strings_belong_to_the_list(void)
{
    char call[] = "MPI_Send", message[] = "too much";

    dr_findings_add(&list,
                    (struct dr_finding){.call = call, .message = message});
    call[0] = message[0] = '?';
    CU_ASSERT_STRING_EQUAL(list.items[0].call, "MPI_Send");
    CU_ASSERT_STRING_EQUAL(list.items[0].message, "too much");
}

static void calls_are_related_later(void)
{
    char call[] = "MPI_Recv";
    struct dr_related first = {1, "MPI_Send", NULL};

    dr_findings_add(&list,
                    (struct dr_finding){.message = "they differ", .rank = 3});
    dr_findings_add(&list, (struct dr_finding){.message = "they do not",
                                               .related = &first,
                                               .nrelated = 1});
    for (int rank = 2; rank < 10; rank++)
        dr_findings_relate(&list, 1, (struct dr_related){rank, call, NULL});
    dr_findings_relate(&list, 0, first);
    call[0] = '?';
    CU_ASSERT_EQUAL(list.items[0].nrelated, 1);
    CU_ASSERT_STRING_EQUAL(list.items[0].related[0].call, "MPI_Send");
    CU_ASSERT_EQUAL_FATAL(list.items[1].nrelated, 9);
    for (int i = 0; i < 9; i++)
        CU_ASSERT_EQUAL(list.items[1].related[i].rank, i + 1);
    CU_ASSERT_STRING_EQUAL(list.items[1].related[8].call, "MPI_Recv");
}

static void a_finding_outside_any_call_has_none(void)
{
    char message[] = "it ended";

    dr_findings_add(&list, (struct dr_finding){.rank = -1, .message = message});
    CU_ASSERT_PTR_NULL(list.items[0].call);
    CU_ASSERT_EQUAL(list.items[0].rank, -1);
}

/* They are keys of the JSON report: programs out there look for them. */
static void words_of_the_report_are_stable(void)
{
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_DEADLOCK), "deadlock");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_TRUNCATION), "truncation");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_INVALID_ARGUMENT),
                           "invalid_argument");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_REQUEST_MISUSE),
                           "request_misuse");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_CALL_OUTSIDE_MPI),
                           "call_outside_mpi");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_MISSING_FINALIZE),
                           "missing_finalize");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_CRASH), "crash");
    CU_ASSERT_STRING_EQUAL(dr_finding_word(DR_FOUND_ABORT), "abort");
}


static CU_TestInfo tests[] = {
    {"findings are kept in the order they were made",
     findings_are_kept_in_the_order_they_were_made},
    {"strings belong to the list", strings_belong_to_the_list},
    {"calls are related later", calls_are_related_later},
    {"a finding outside any call has none",
     a_finding_outside_any_call_has_none},
    {"words of the report are stable", words_of_the_report_are_stable},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"event/finding", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
