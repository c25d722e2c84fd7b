/*
 * test_event.c - suite "event/event".
 *
 * If this fails, look in sim/event/event.c.
 */
#include "event/event.h"

#include <CUnit/Basic.h>
#include <stdlib.h>

static struct dr_bus bus;

/* What was heard, in order: which observer, and the event. */
static struct {
    int ear;
    struct dr_event event;
} heard[DR_EVENT_KINDS];
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
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = 0, .peer = 1);
    CU_ASSERT_EQUAL(count, 0);
}

static void an_event_arrives_as_it_was_told(void)
{
    dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[0]);
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = 3, .peer = 5, .time_s = 0.25,
            .bytes = 77);
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
    DR_EMIT(&bus, DR_EVENT_WAIT_BEGIN, .rank = 0);
    DR_EMIT(&bus, DR_EVENT_WAIT_END, .rank = 0);
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = 0, .peer = 1);
    CU_ASSERT_EQUAL(count, 2);
    CU_ASSERT_EQUAL(heard[0].ear, 1);
    CU_ASSERT_EQUAL(heard[1].ear, 0);
}

static void observers_hear_in_the_order_they_subscribed(void)
{
    for (int i = 0; i < DR_OBSERVERS_MOST; i++)
        dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[i]);
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = 0, .peer = 1);
    CU_ASSERT_EQUAL(count, DR_OBSERVERS_MOST);
    for (int i = 0; i < count; i++)
        CU_ASSERT_EQUAL(heard[i].ear, i);
}

static void every_kind_has_a_bit_of_its_own(void)
{
    dr_bus_subscribe(&bus, DR_EVENTS_ALL, listen, &ears[0]);
    for (int kind = 0; kind < DR_EVENT_KINDS; kind++) {
        DR_EMIT(&bus, (enum dr_event_kind)kind, .rank = 0);
        CU_ASSERT_EQUAL(count, kind + 1);
        CU_ASSERT_EQUAL((int)heard[kind].event.kind, kind);
    }
}

static void a_record_nobody_wants_is_not_built(void)
{
    int looked = 0;

    DR_EMIT(&bus, DR_EVENT_SEND, .rank = ++looked);
    CU_ASSERT_EQUAL(looked, 0);
    dr_bus_subscribe(&bus, 1u << DR_EVENT_SEND, listen, &ears[0]);
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = ++looked);
    CU_ASSERT_EQUAL(looked, 1);
    CU_ASSERT_EQUAL(heard[0].event.rank, 1);
}

static void messages_are_numbered_and_share_slots_in_turn(void)
{
    struct dr_event_message message[3];

    dr_event_message_begin(&bus, &message[0]);
    dr_event_message_begin(&bus, &message[1]);
    CU_ASSERT_EQUAL(message[0].number, 1);
    CU_ASSERT_EQUAL(message[1].number, 2);
    CU_ASSERT_NOT_EQUAL(message[0].slot, message[1].slot);
    dr_event_message_end(&bus, &message[0]);
    dr_event_message_begin(&bus, &message[2]);
    CU_ASSERT_EQUAL(message[2].number, 3);
    CU_ASSERT_EQUAL(message[2].slot, message[0].slot);
    CU_ASSERT_EQUAL(bus.slots, 2);
    free(bus.free_slot);
}


static CU_TestInfo tests[] = {
    {"a record nobody wants is not built", a_record_nobody_wants_is_not_built},
    {"messages are numbered and share slots in turn",
     messages_are_numbered_and_share_slots_in_turn},
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
