/*
 * test_agenda.c - suite "net/agenda".
 *
 * If this fails, look in sim/net/agenda.c.
 */
#include "net/agenda.h"

#include <CUnit/Basic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "net/net.h"
#include "unit/dice.h"

static struct dr_agenda agenda;

static void end(void)
{
    dr_agenda_end(&agenda);
}

static void an_empty_agenda_never_rings(void)
{
    CU_ASSERT_EQUAL(dr_agenda_next(&agenda), INFINITY);
}

static void alarms_ring_by_time(void)
{
    struct dr_alarm late = {.when = 2.5}, early = {.when = 1.5};

    dr_agenda_add(&agenda, &late);
    dr_agenda_add(&agenda, &early);
    CU_ASSERT_EQUAL(dr_agenda_next(&agenda), 1.5);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &early);
    CU_ASSERT_EQUAL(dr_agenda_next(&agenda), 2.5);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &late);
    CU_ASSERT_EQUAL(dr_agenda_next(&agenda), INFINITY);
}

static void equal_times_ring_in_the_order_they_were_set(void)
{
    struct dr_alarm alarms[100];

    for (int i = 0; i < 100; i++) {
        alarms[i] = (struct dr_alarm){.when = 1.0};
        dr_agenda_add(&agenda, &alarms[i]);
    }
    for (int i = 0; i < 100; i++)
        CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &alarms[i]);
}

static void a_reserved_place_is_kept_among_equal_times(void)
{
    struct dr_alarm early = {.when = 1.0};
    struct dr_alarm middle = {.when = 1.0}, late = {.when = 1.0};
    uint64_t number = dr_agenda_number(&agenda);

    dr_agenda_add(&agenda, &middle);
    dr_agenda_add(&agenda, &late);
    dr_agenda_add_as(&agenda, &early, number);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &early);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &middle);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &late);
}

static void an_alarm_that_rang_may_be_set_again(void)
{
    struct dr_alarm alarm = {.when = 1.0}, other = {.when = 2.0};

    dr_agenda_add(&agenda, &alarm);
    dr_agenda_add(&agenda, &other);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &alarm);
    alarm.when = 3.0;
    dr_agenda_add(&agenda, &alarm);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &other);
    CU_ASSERT_PTR_EQUAL(dr_agenda_take(&agenda), &alarm);
}

enum {
    MOST = 2000,
    TURNS = 30000
};

/* The same as an agenda, kept sorted: the naive way. */
struct oracle {
    struct dr_alarm *alarms[MOST];
    int count;
};

static void oracle_add(struct oracle *oracle, struct dr_alarm *alarm)
{
    int at = oracle->count++;

    for (; at > 0 && oracle->alarms[at - 1]->when > alarm->when; at--)
        oracle->alarms[at] = oracle->alarms[at - 1];
    oracle->alarms[at] = alarm;
}

static struct dr_alarm *oracle_take(struct oracle *oracle)
{
    struct dr_alarm *first = oracle->alarms[0];

    memmove(oracle->alarms, oracle->alarms + 1,
            (size_t)--oracle->count * sizeof first);
    return first;
}

/* Times are few, so that equal ones are many. */
static void adds_and_takes_ring_like_a_stable_sort(void)
{
    static struct dr_alarm alarms[TURNS];
    static struct oracle oracle;
    uint64_t dice = 3;
    int used = 0, wrong = 0;

    for (int turn = 0; turn < TURNS; turn++) {
        bool growing = turn / 3000 % 2 == 0;

        if (oracle.count < MOST &&
            (oracle.count == 0 || dice_roll(&dice, 3) < (growing ? 2u : 1u))) {
            struct dr_alarm *alarm = &alarms[used++];

            alarm->when = (double)turn / 100 + dice_roll(&dice, 50);
            oracle_add(&oracle, alarm);
            dr_agenda_add(&agenda, alarm);
        } else {
            wrong += dr_agenda_take(&agenda) != oracle_take(&oracle);
        }
        wrong += agenda.count != (size_t)oracle.count;
        wrong += oracle.count > 0 &&
                 dr_agenda_next(&agenda) != oracle.alarms[0]->when;
    }
    while (oracle.count > 0)
        wrong += dr_agenda_take(&agenda) != oracle_take(&oracle);
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(agenda.count, 0);
}


static CU_TestInfo tests[] = {
    {"an empty agenda never rings", an_empty_agenda_never_rings},
    {"alarms ring by time", alarms_ring_by_time},
    {"equal times ring in the order they were set",
     equal_times_ring_in_the_order_they_were_set},
    {"a reserved place is kept among equal times",
     a_reserved_place_is_kept_among_equal_times},
    {"an alarm that rang may be set again",
     an_alarm_that_rang_may_be_set_again},
    {"adds and takes ring like a stable sort",
     adds_and_takes_ring_like_a_stable_sort},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"net/agenda", NULL, NULL, NULL, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
