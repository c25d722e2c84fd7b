/*
 * test_handle.c - suite "core/handle".
 *
 * If this fails, look in sim/core/handle.c.
 */
#include "core/handle.h"

#include <CUnit/Basic.h>
#include <limits.h>

#include "unit/dice.h"

static struct dr_handles table;
static int one, two;

static void begin(void)
{
    dr_handles_init(&table, 0);
}

static void end(void)
{
    dr_handles_end(&table);
}

static enum dr_handle_state state(uintptr_t handle)
{
    return dr_handle_look(&table, handle).state;
}

static void a_handle_leads_to_its_object(void)
{
    uintptr_t first = dr_handle_new(&table, DR_KIND_COMM, &one);
    uintptr_t second = dr_handle_new(&table, DR_KIND_COMM, &two);

    CU_ASSERT_PTR_EQUAL(dr_handle_get(&table, DR_KIND_COMM, first), &one);
    CU_ASSERT_PTR_EQUAL(dr_handle_get(&table, DR_KIND_COMM, second), &two);
}

static void a_handle_of_another_kind_leads_nowhere(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_COMM, &one);

    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_GROUP, handle));
}

static void a_kind_that_was_changed_by_hand_leads_nowhere(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_COMM, &one);
    uintptr_t forged = handle ^ (uintptr_t)(DR_KIND_COMM ^ DR_KIND_OP) << 56;

    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_OP, forged));
}

static void a_freed_handle_leads_nowhere(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_REQUEST, &one);

    dr_handle_free(&table, handle);
    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_REQUEST, handle));
    CU_ASSERT_EQUAL(state(handle), DR_HANDLE_FREED);
}

static void a_freed_handle_stays_stale_when_its_entry_is_used_again(void)
{
    uintptr_t old = dr_handle_new(&table, DR_KIND_REQUEST, &one), fresh;

    dr_handle_free(&table, old);
    fresh = dr_handle_new(&table, DR_KIND_REQUEST, &two);
    CU_ASSERT_NOT_EQUAL(old, fresh);
    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_REQUEST, old));
    CU_ASSERT_EQUAL(state(old), DR_HANDLE_FREED);
    CU_ASSERT_EQUAL(state(fresh), DR_HANDLE_LIVE);
}

static void what_was_never_given_out_is_not_stale(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_COMM, &one);
    uintptr_t next_generation = handle + (1 << 24);
    uintptr_t no_generation = handle - (1 << 24);

    CU_ASSERT_EQUAL(state(next_generation), DR_HANDLE_UNKNOWN);
    CU_ASSERT_EQUAL(state(no_generation), DR_HANDLE_UNKNOWN);
    CU_ASSERT_EQUAL(state(handle + 1), DR_HANDLE_UNKNOWN);
}

static void garbage_leads_nowhere(void)
{
    uint64_t dice = 4;

    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_COMM, (uintptr_t)-1));
    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_COMM, (uintptr_t)&one));
    dr_handle_new(&table, DR_KIND_COMM, &one);
    for (int i = 0; i < 10000; i++) {
        uintptr_t garbage = (uintptr_t)dice_roll(&dice, UINT_MAX) << 32 |
                            dice_roll(&dice, UINT_MAX);

        CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_COMM, garbage));
    }
}

static void a_handle_of_another_rank_leads_nowhere(void)
{
    struct dr_handles other;
    uintptr_t foreign;

    dr_handles_init(&other, 1);
    dr_handle_new(&other, DR_KIND_COMM, &two);
    foreign = dr_handle_new(&other, DR_KIND_COMM, &two);
    dr_handle_new(&table, DR_KIND_COMM, &one);
    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_COMM, foreign));
    dr_handles_end(&other);
}

static void a_handle_of_another_rank_is_known_as_such(void)
{
    struct dr_handles other;
    uintptr_t foreign;

    dr_handles_init(&other, 1);
    foreign = dr_handle_new(&other, DR_KIND_COMM, &two);
    dr_handle_new(&table, DR_KIND_COMM, &one);
    CU_ASSERT_PTR_NULL(dr_handle_get(&table, DR_KIND_COMM, foreign));
    CU_ASSERT_EQUAL(state(foreign), DR_HANDLE_FOREIGN);
    dr_handles_end(&other);
}

static void freed_entries_are_used_again_oldest_first_but_not_at_once(void)
{
    uintptr_t handles[7];
    const uintptr_t index = 0xffffff;

    for (int i = 0; i < 7; i++)
        handles[i] = dr_handle_new(&table, DR_KIND_INFO, &one);
    for (int i = 6; i > 2; i--)
        dr_handle_free(&table, handles[i]);
    CU_ASSERT_EQUAL(dr_handle_new(&table, DR_KIND_INFO, &one) & index, 7);
    for (int i = 1; i >= 0; i--)
        dr_handle_free(&table, handles[i]);
    CU_ASSERT_EQUAL(dr_handle_new(&table, DR_KIND_INFO, &one) & index, 6);
    CU_ASSERT_EQUAL(dr_handle_new(&table, DR_KIND_INFO, &one) & index, 5);
    CU_ASSERT_EQUAL(dr_handle_new(&table, DR_KIND_INFO, &one) & index, 8);
}

static void a_generation_never_runs_into_another_rank(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_INFO, &one), again;

    dr_handle_free(&table, handle);
    table.entries[handle & 0xffffff].generation |= 0xffffff;
    for (int i = 0; i < 4; i++)
        dr_handle_free(&table, dr_handle_new(&table, DR_KIND_INFO, &one));
    again = dr_handle_new(&table, DR_KIND_INFO, &two);
    CU_ASSERT_EQUAL(again, handle);
    CU_ASSERT_PTR_EQUAL(dr_handle_get(&table, DR_KIND_INFO, again), &two);
}

static void objects_alive_are_counted_by_kind(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_OP, &one);

    dr_handle_new(&table, DR_KIND_OP, &two);
    dr_handle_new(&table, DR_KIND_INFO, &two);
    dr_handle_free(&table, handle);
    CU_ASSERT_EQUAL(table.live[DR_KIND_OP], 1);
    CU_ASSERT_EQUAL(table.live[DR_KIND_INFO], 1);
    CU_ASSERT_EQUAL(table.live[DR_KIND_COMM], 0);
}

static void every_handle_survives_the_trip_through_fortran(void)
{
    for (int i = 0; i < 100; i++) {
        enum dr_kind kind = (enum dr_kind)(1 + i % DR_KIND_MESSAGE);
        uintptr_t handle = dr_handle_new(&table, kind, &one);
        int number = dr_handle_to_int(handle);

        CU_ASSERT(number > 0);
        CU_ASSERT_EQUAL(dr_handle_from_int(&table, kind, number), handle);
        if (i % 3 == 0)
            dr_handle_free(&table, handle);
    }
}

static void predefined_handles_keep_their_value_in_fortran(void)
{
    CU_ASSERT_EQUAL(dr_handle_to_int(0x101), 0x101);
    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_COMM, 0x101), 0x101);
}

static void a_fortran_number_without_a_live_object_is_0(void)
{
    uintptr_t handle = dr_handle_new(&table, DR_KIND_COMM, &one);
    int number = dr_handle_to_int(handle);

    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_GROUP, number), 0);
    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_COMM, number + 1), 0);
    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_COMM, 1 << 29), 0);
    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_COMM, INT_MIN), 0);
    dr_handle_free(&table, handle);
    CU_ASSERT_EQUAL(dr_handle_from_int(&table, DR_KIND_COMM, number), 0);
}


static CU_TestInfo tests[] = {
    {"a handle leads to its object", a_handle_leads_to_its_object},
    {"a handle of another kind leads nowhere",
     a_handle_of_another_kind_leads_nowhere},
    {"a kind that was changed by hand leads nowhere",
     a_kind_that_was_changed_by_hand_leads_nowhere},
    {"a freed handle leads nowhere", a_freed_handle_leads_nowhere},
    {"a freed handle stays stale when its entry is used again",
     a_freed_handle_stays_stale_when_its_entry_is_used_again},
    {"what was never given out is not stale",
     what_was_never_given_out_is_not_stale},
    {"garbage leads nowhere", garbage_leads_nowhere},
    {"a handle of another rank leads nowhere",
     a_handle_of_another_rank_leads_nowhere},
    {"a handle of another rank is known as such",
     a_handle_of_another_rank_is_known_as_such},
    {"freed entries are used again oldest first, but not at once",
     freed_entries_are_used_again_oldest_first_but_not_at_once},
    {"a generation never runs into another rank",
     a_generation_never_runs_into_another_rank},
    {"objects alive are counted by kind", objects_alive_are_counted_by_kind},
    {"every handle survives the trip through Fortran",
     every_handle_survives_the_trip_through_fortran},
    {"predefined handles keep their value in Fortran",
     predefined_handles_keep_their_value_in_fortran},
    {"a Fortran number without a live object is 0",
     a_fortran_number_without_a_live_object_is_0},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/handle", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
