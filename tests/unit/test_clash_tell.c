/*
 * test_clash_tell.c - suite "io/clash_tell".
 *
 * If this fails, look in sim/io/clash_tell.c.
 */
#include "io/clash_tell.h"

#include <CUnit/Basic.h>
#include <string.h>

#include "core/world.h"

static struct dr_world world;
static struct dr_clashes_told told;

static void begin(void)
{
    dr_world = &world;
}

static void end(void)
{
    dr_findings_end(&world.findings);
    dr_clashes_told_end(&told);
    told = (struct dr_clashes_told){0};
    dr_world = NULL;
}

/* Lines are numbers here. */
static struct dr_clash clash_of(enum dr_severity severity, int first,
                                int second)
{
    return (struct dr_clash){
        .file = "f",
        .severity = severity,
        .first = {{0, "MPI_File_write", (void *)(uintptr_t)first}, true},
        .second = {{1, "MPI_File_write", (void *)(uintptr_t)second}, true},
        .both = {8, 4}};
}

static bool tell(enum dr_severity severity, int first, int second)
{
    struct dr_clash clash = clash_of(severity, first, second);

    if (dr_clash_told(&told, &clash))
        return false;
    dr_clash_tell(&told, &clash);
    return true;
}

static void two_lines_are_told_once(void)
{
    CU_ASSERT_TRUE(tell(DR_ERROR, 10, 20));
    CU_ASSERT_FALSE(tell(DR_ERROR, 10, 20));
    CU_ASSERT_FALSE(tell(DR_ERROR, 20, 10));
    CU_ASSERT_TRUE(tell(DR_ERROR, 10, 10));
    CU_ASSERT_FALSE(tell(DR_ERROR, 10, 10));
    CU_ASSERT_EQUAL_FATAL(world.findings.count, 2);
    CU_ASSERT_EQUAL(world.findings.items[0].rank, 1);
    CU_ASSERT_STRING_EQUAL(
        world.findings.items[0].message,
        "writes bytes 8 to 11 of file \"f\", which rank 0 writes, and nothing "
        "orders the two");
}

static void an_error_is_told_after_a_warning(void)
{
    CU_ASSERT_TRUE(tell(DR_WARNING, 10, 20));
    CU_ASSERT_FALSE(tell(DR_WARNING, 20, 10));
    CU_ASSERT_TRUE(tell(DR_ERROR, 20, 10));
    CU_ASSERT_FALSE(tell(DR_ERROR, 10, 20));
    CU_ASSERT_FALSE(tell(DR_WARNING, 10, 20));
    CU_ASSERT_EQUAL_FATAL(world.findings.count, 2);
    CU_ASSERT_EQUAL(world.findings.items[0].severity, DR_WARNING);
    CU_ASSERT_EQUAL(world.findings.items[1].severity, DR_ERROR);
}

static void what_one_line_meets_is_one_finding(void)
{
    CU_ASSERT_TRUE(tell(DR_ERROR, 10, 40));
    CU_ASSERT_TRUE(tell(DR_ERROR, 20, 50));
    CU_ASSERT_TRUE(tell(DR_ERROR, 20, 40));
    CU_ASSERT_TRUE(tell(DR_WARNING, 30, 40));
    CU_ASSERT_EQUAL_FATAL(world.findings.count, 3);
    CU_ASSERT_EQUAL_FATAL(world.findings.items[0].nrelated, 2);
    CU_ASSERT_PTR_EQUAL(world.findings.items[0].related[1].site, (void *)20);
    CU_ASSERT_EQUAL(world.findings.items[1].nrelated, 1);
    CU_ASSERT_EQUAL(world.findings.items[2].nrelated, 1);
}

static void so_many_pairs_of_lines_are_enough(void)
{
    int errors = 0;

    for (int line = 10; line < 1000; line++)
        errors += tell(DR_ERROR, line, 5);
    CU_ASSERT_EQUAL(errors, 16);
    CU_ASSERT_TRUE(tell(DR_WARNING, 999, 5));
}


static CU_TestInfo tests[] = {
    {"two lines are told once", two_lines_are_told_once},
    {"an error is told after a warning", an_error_is_told_after_a_warning},
    {"what one line meets is one finding", what_one_line_meets_is_one_finding},
    {"so many pairs of lines are enough", so_many_pairs_of_lines_are_enough},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"io/clash_tell", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
