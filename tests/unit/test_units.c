/*
 * test_units.c - suite "base/units".
 */
#include "base/units.h"

#include <CUnit/CUnit.h>
#include <math.h>

static void bytes_take_decimal_and_binary_suffixes(void)
{
    uint64_t bytes;

    CU_ASSERT(dr_units_bytes("0", &bytes) && bytes == 0);
    CU_ASSERT(dr_units_bytes("65536", &bytes) && bytes == 65536);
    CU_ASSERT(dr_units_bytes("64KiB", &bytes) && bytes == 65536);
    CU_ASSERT(dr_units_bytes("64kB", &bytes) && bytes == 64000);
    CU_ASSERT(dr_units_bytes("1.5MiB", &bytes) && bytes == 1572864);
    CU_ASSERT(dr_units_bytes("2GiB", &bytes) && bytes == 2147483648);
    CU_ASSERT(dr_units_bytes("inf", &bytes) && bytes == UINT64_MAX);
}

static void bytes_are_whole_and_not_negative(void)
{
    static const char *const wrong[] = {
        "",         "-1",   "0.5", "64Kib", "64 KiB", " 1", "1 ",
        "infinity", "0x10", "nan", "1e99",  "KiB",    "+-1"};
    uint64_t bytes;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CU_ASSERT_FALSE(dr_units_bytes(wrong[i], &bytes));
}

static void times_are_the_nearest_double(void)
{
    double s;

    CU_ASSERT(dr_units_time("0.5us", &s) && s == 0.5e-6);
    CU_ASSERT(dr_units_time("0.2us", &s) && s == 0.2e-6);
    CU_ASSERT(dr_units_time("1e1us", &s) && fabs(s - 1e-5) < 1e-19);
    CU_ASSERT(dr_units_time("0.675us", &s) && s == 0.675e-6);
    CU_ASSERT(dr_units_time("-1.133us", &s) && s == -1.133e-6);
    CU_ASSERT(dr_units_time("100ns", &s) && s == 1e-7);
    CU_ASSERT(dr_units_time("3", &s) && s == 3);
    CU_ASSERT(dr_units_time("2m", &s) && s == 120);
    CU_ASSERT_FALSE(dr_units_time("2 s", &s));
    CU_ASSERT_FALSE(dr_units_time("2parsec", &s));
    CU_ASSERT_FALSE(dr_units_time("us", &s));
}

static void bandwidths_are_in_bytes_or_bits(void)
{
    double b;

    CU_ASSERT(dr_units_bandwidth("10GBps", &b) && b == 1e10);
    CU_ASSERT(dr_units_bandwidth("1Gbps", &b) && b == 125e6);
    CU_ASSERT(dr_units_bandwidth("1MiBps", &b) && b == 1048576);
    CU_ASSERT(dr_units_bandwidth("5Bps", &b) && b == 5);
    CU_ASSERT(dr_units_bandwidth("7", &b) && b == 7);
    CU_ASSERT_FALSE(dr_units_bandwidth("7GB", &b));
    CU_ASSERT_FALSE(dr_units_bandwidth("7GGBps", &b));
    CU_ASSERT_FALSE(dr_units_bandwidth("7bBps", &b));
}

static void speeds_are_in_flops(void)
{
    double f;

    CU_ASSERT(dr_units_speed("10Gf", &f) && f == 1e10);
    CU_ASSERT_FALSE(dr_units_speed("10Gflop", &f));
}

static CU_TestInfo tests[] = {
    {"bytes take decimal and binary suffixes",
     bytes_take_decimal_and_binary_suffixes},
    {"bytes are whole and not negative", bytes_are_whole_and_not_negative},
    {"times are the nearest double", times_are_the_nearest_double},
    {"bandwidths are in bytes or bits", bandwidths_are_in_bytes_or_bits},
    {"speeds are in flops", speeds_are_in_flops},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/units", NULL, NULL, NULL, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "main.h"
