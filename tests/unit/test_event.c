/*
 * test_event.c - suite "event/event".
 *
 * If this fails, look in sim/event/event.c.
 */
#include "event/event.h"

#include <CUnit/Basic.h>

static struct dr_bus bus;

/* What was heard, in order: which observer, and the event. */
static struct {
    int ear;
    struct dr_event event;
} heard[16];
static int count;

static int ears[DR_OBSERVERS_MOST];

static void listen(void *self, const struct dr_event *event)
{
    heard[count].ear = (int)((int *)self - ears);
    heard[count++].event = *event;
}

static void begin(void)
{
    bus = (struct dr_bus){0};
    count = 0;
}

static void a_bus_without_observers_tells_nobody(void)
{
    dr_bus_emit(&bus, DR_EVENT_SEND, 0, 1, 0.5, 8);
    CU_ASSERT_EQUAL(count, 0);
}

static void an_event_arrives_as_it_was_told(void)
{
    dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[0]);
    dr_bus_emit(&bus, DR_EVENT_SEND, 3, 5, 0.25, 77);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    CU_ASSERT_EQUAL(heard[0].event.kind, DR_EVENT_SEND);
    CU_ASSERT_EQUAL(heard[0].event.rank, 3);
    CU_ASSERT_EQUAL(heard[0].event.peer, 5);
    CU_ASSERT_EQUAL(heard[0].event.time_s, 0.25);
    CU_ASSERT_EQUAL(heard[0].event.bytes, 77);
}

static void observers_hear_only_the_kinds_they_asked_for(void)
{
    dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[0]);
    dr_bus_subscribe(&bus, 1u << DR_EVENT_RANK_END | 1u << DR_EVENT_WAIT_BEGIN,
                     listen, &ears[1]);
    dr_bus_emit(&bus, DR_EVENT_WAIT_BEGIN, 0, -1, 0, 0);
    dr_bus_emit(&bus, DR_EVENT_WAIT_END, 0, -1, 0, 0);
    dr_bus_emit(&bus, DR_EVENT_SEND, 0, 1, 0, 0);
    CU_ASSERT_EQUAL(count, 2);
    CU_ASSERT_EQUAL(heard[0].ear, 1);
    CU_ASSERT_EQUAL(heard[1].ear, 0);
}

static void observers_hear_in_the_order_they_subscribed(void)
{
    for (int i = 0; i < DR_OBSERVERS_MOST; i++)
        dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[i]);
    dr_bus_emit(&bus, DR_EVENT_SEND, 0, 1, 0, 0);
    CU_ASSERT_EQUAL(count, DR_OBSERVERS_MOST);
    for (int i = 0; i < count; i++)
        CU_ASSERT_EQUAL(heard[i].ear, i);
}

static void every_kind_has_a_bit_of_its_own(void)
{
    dr_bus_subscribe(&bus, (1u << DR_EVENT_KINDS) - 1, listen, &ears[0]);
    for (int kind = 0; kind < DR_EVENT_KINDS; kind++) {
        dr_bus_emit(&bus, (enum dr_event_kind)kind, 0, 0, 0, 0);
        CU_ASSERT_EQUAL(count, kind + 1);
        CU_ASSERT_EQUAL((int)heard[kind].event.kind, kind);
    }
}


static CU_TestInfo tests[] = {
    {"a bus without observers tells nobody",
     a_bus_without_observers_tells_nobody},
    {"an event arrives as it was told", an_event_arrives_as_it_was_told},
    {"observers hear only the kinds they asked for",
     observers_hear_only_the_kinds_they_asked_for},
    {"observers hear in the order they subscribed",
     observers_hear_in_the_order_they_subscribed},
    {"every kind has a bit of its own", every_kind_has_a_bit_of_its_own},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"event/event", NULL, NULL, begin, NULL, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
