/*
 * test_number.c - suite "trace/number".
 *
 * If this fails, look in sim/trace/number.c.
 */
#include "trace/number.h"

#include <CUnit/Basic.h>
#include <inttypes.h>
#include <stdio.h>

static void whole_numbers_of_every_length_are_exact(void)
{
    char ours[DR_NUMBER_MOST], theirs[DR_NUMBER_MOST];
    uint64_t power = 1;

    for (int digits = 1; digits <= 20; digits++, power *= 10) {
        const uint64_t values[] = {power - 1, power, power + 1, power * 9,
                                   power / 3 + 7};

        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            *dr_number(ours, values[i]) = '\0';
            snprintf(theirs, sizeof theirs, "%" PRIu64, values[i]);
            CU_ASSERT_STRING_EQUAL(ours, theirs);
        }
    }
    *dr_number(ours, UINT64_MAX) = '\0';
    CU_ASSERT_STRING_EQUAL(ours, "18446744073709551615");
    *dr_number_signed(ours, -40) = '\0';
    CU_ASSERT_STRING_EQUAL(ours, "-40");
    *dr_number_signed(ours, INT64_MIN) = '\0';
    CU_ASSERT_STRING_EQUAL(ours, "-9223372036854775808");
}

static void times_lose_no_picosecond(void)
{
    static const struct {
        uint64_t picoseconds;
        const char *seconds, *microseconds;
    } cases[] = {
        {0, "0", "0"},
        {1, "0.000000000001", "0.000001"},
        {1234500, "0.0000012345", "1.2345"},
        {1000000000000, "1", "1000000"},
        {61000000000007, "61.000000000007", "61000000.000007"},
        {10000000, "0.00001", "10"},
    };
    char text[DR_NUMBER_MOST];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        *dr_number_time(text, cases[i].picoseconds, DR_SECONDS) = '\0';
        CU_ASSERT_STRING_EQUAL(text, cases[i].seconds);
        *dr_number_time(text, cases[i].picoseconds, DR_MICROSECONDS) = '\0';
        CU_ASSERT_STRING_EQUAL(text, cases[i].microseconds);
    }
}

static void seconds_are_rounded_to_picoseconds(void)
{
    CU_ASSERT_EQUAL(dr_picoseconds(0), 0);
    CU_ASSERT_EQUAL(dr_picoseconds(1.0008e-6), 1000800);
    CU_ASSERT_EQUAL(dr_picoseconds(0.3), 300000000000);
    CU_ASSERT_EQUAL(dr_picoseconds(1e300), 16000000000000000000u);
}


static CU_TestInfo tests[] = {
    {"whole numbers of every length are exact",
     whole_numbers_of_every_length_are_exact},
    {"times lose no picosecond", times_lose_no_picosecond},
    {"seconds are rounded to picoseconds", seconds_are_rounded_to_picoseconds},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"trace/number", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
