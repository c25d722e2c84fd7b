/*
 * test_table.c - suite "base/table".
 *
 * If this fails, look in sim/base/table.c.
 */
#include "base/table.h"

#include <CUnit/Basic.h>

#include "unit/dice.h"

static struct dr_table table;
static int one, two;

static void end(void)
{
    dr_table_end(&table);
}

static void an_empty_table_has_nothing(void)
{
    CU_ASSERT_PTR_NULL(dr_table_get(&table, 0, 0));
    dr_table_remove(&table, 0, 0);
    CU_ASSERT_EQUAL(table.count, 0);
}

static void a_value_comes_back_under_its_key(void)
{
    dr_table_put(&table, 3, 4, &one);
    CU_ASSERT_PTR_EQUAL(dr_table_get(&table, 3, 4), &one);
}

static void both_numbers_make_the_key(void)
{
    dr_table_put(&table, 3, 4, &one);
    dr_table_put(&table, 4, 3, &two);
    CU_ASSERT_PTR_EQUAL(dr_table_get(&table, 3, 4), &one);
    CU_ASSERT_PTR_EQUAL(dr_table_get(&table, 4, 3), &two);
    CU_ASSERT_PTR_NULL(dr_table_get(&table, 3, 3));
}

static void a_removed_key_is_forgotten(void)
{
    dr_table_put(&table, 3, 4, &one);
    dr_table_put(&table, 5, 6, &two);
    dr_table_remove(&table, 3, 4);
    CU_ASSERT_PTR_NULL(dr_table_get(&table, 3, 4));
    CU_ASSERT_PTR_EQUAL(dr_table_get(&table, 5, 6), &two);
    CU_ASSERT_EQUAL(table.count, 1);
}

static void a_removed_key_may_come_back(void)
{
    dr_table_put(&table, 3, 4, &one);
    dr_table_remove(&table, 3, 4);
    dr_table_put(&table, 3, 4, &two);
    CU_ASSERT_PTR_EQUAL(dr_table_get(&table, 3, 4), &two);
}

enum {
    SIDE = 40
};

static int values[SIDE][SIDE];
static int *stored[SIDE][SIDE];

/* Few keys, so that they come and go often and probes run long; the last
 * column has keys that fill both words. */
static uint64_t second(uint32_t b)
{
    return b == SIDE - 1 ? UINT64_MAX : b;
}

static int wrong_answers(void)
{
    int wrong = 0;

    for (uint32_t a = 0; a < SIDE; a++) {
        for (uint32_t b = 0; b < SIDE; b++)
            wrong += dr_table_get(&table, a, second(b)) != stored[a][b];
    }
    return wrong;
}

static void a_table_agrees_with_an_array(void)
{
    uint64_t dice = 2;
    uint32_t count = 0;

    for (int turn = 0; turn < 20000; turn++) {
        /* First more and more keys, then fewer and fewer. */
        uint32_t a = dice_roll(&dice, SIDE), b = dice_roll(&dice, SIDE);
        uint32_t chance = turn < 10000 ? 3 : 1;

        if (stored[a][b] && dice_roll(&dice, 4) >= chance) {
            dr_table_remove(&table, a, second(b));
            stored[a][b] = NULL;
            count--;
        } else if (!stored[a][b] && dice_roll(&dice, 4) < chance) {
            stored[a][b] = &values[a][b];
            dr_table_put(&table, a, second(b), &values[a][b]);
            count++;
        }
        if (turn % 50 == 0)
            CU_ASSERT_EQUAL(wrong_answers(), 0);
    }
    CU_ASSERT_EQUAL(wrong_answers(), 0);
    CU_ASSERT_EQUAL(table.count, count);
}

static void a_table_is_at_most_half_full(void)
{
    for (uint64_t i = 0; i < 1000; i++) {
        dr_table_put(&table, i, 0, &one);
        CU_ASSERT(2 * table.count <= table.mask + 1);
    }
}


static CU_TestInfo tests[] = {
    {"an empty table has nothing", an_empty_table_has_nothing},
    {"a value comes back under its key", a_value_comes_back_under_its_key},
    {"both numbers make the key", both_numbers_make_the_key},
    {"a removed key is forgotten", a_removed_key_is_forgotten},
    {"a removed key may come back", a_removed_key_may_come_back},
    {"a table agrees with an array", a_table_agrees_with_an_array},
    {"a table is at most half full", a_table_is_at_most_half_full},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"base/table", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
