/*
 * test_message.c - suite "p2p/message".
 *
 * If this fails, look in sim/p2p/message.c.
 */
#include "p2p/message.h"

#include <CUnit/Basic.h>
#include <stdlib.h>
#include <string.h>

#include "unit/dice.h"

static struct dr_world world;
static struct dr_engine engine;
static struct dr_channel channel;
static struct dr_port target_port;
static struct dr_rank target = {.port = &target_port};

static void begin(void)
{
    size_t payloads = sizeof engine.payloads / sizeof *engine.payloads;

    world = (struct dr_world){.engine = &engine};
    dr_world = &world;
    dr_pool_init(&engine.messages, sizeof(struct dr_message));
    for (size_t i = 0; i < payloads; i++)
        dr_pool_init(&engine.payloads[i], (size_t)128 << i);
    target_port = (struct dr_port){0};
    channel = (struct dr_channel){.to = &target};
    dr_list_init(&channel.flying);
    dr_list_init(&channel.held);
}

static void end(void)
{
    size_t payloads = sizeof engine.payloads / sizeof *engine.payloads;

    dr_pool_end(&engine.messages);
    for (size_t i = 0; i < payloads; i++)
        dr_pool_end(&engine.payloads[i]);
    free(world.bus.free_slot);
    world.bus = (struct dr_bus){0};
    dr_world = NULL;
}

/* `count` messages, sent in this order. */
static void send(struct dr_message **messages, int count)
{
    for (int i = 0; i < count; i++)
        messages[i] = dr_message_new(&channel, 0);
}

static void a_message_whose_turn_it_is_is_handed_over(void)
{
    struct dr_message *sent[2];

    send(sent, 2);
    CU_ASSERT_PTR_EQUAL(dr_channel_arrive(sent[0]), sent[0]);
    CU_ASSERT_PTR_NULL(dr_channel_next(&channel));
    CU_ASSERT_PTR_EQUAL(dr_channel_arrive(sent[1]), sent[1]);
}

static void a_message_that_overtook_is_held_back(void)
{
    struct dr_message *sent[2];

    send(sent, 2);
    CU_ASSERT_PTR_NULL(dr_channel_arrive(sent[1]));
    CU_ASSERT_PTR_NULL(dr_channel_next(&channel));
    CU_ASSERT_PTR_EQUAL(dr_channel_arrive(sent[0]), sent[0]);
    CU_ASSERT_PTR_EQUAL(dr_channel_next(&channel), sent[1]);
    CU_ASSERT_PTR_NULL(dr_channel_next(&channel));
}

static void only_what_waited_for_it_follows_a_message(void)
{
    struct dr_message *sent[4];

    send(sent, 4);
    CU_ASSERT_PTR_NULL(dr_channel_arrive(sent[3]));
    CU_ASSERT_PTR_NULL(dr_channel_arrive(sent[1]));
    CU_ASSERT_PTR_EQUAL(dr_channel_arrive(sent[0]), sent[0]);
    CU_ASSERT_PTR_EQUAL(dr_channel_next(&channel), sent[1]);
    CU_ASSERT_PTR_NULL(dr_channel_next(&channel));
    CU_ASSERT_PTR_EQUAL(dr_channel_arrive(sent[2]), sent[2]);
    CU_ASSERT_PTR_EQUAL(dr_channel_next(&channel), sent[3]);
}

enum {
    MANY = 200
};

/* Let all arrive in a random order; they are handed over as they were sent. */
static bool keeps_order(uint64_t seed)
{
    struct dr_message *sent[MANY], *order[MANY], *next;
    int given = 0;
    bool right = true;

    send(sent, MANY);
    memcpy(order, sent, sizeof sent);
    for (uint32_t i = MANY - 1; i > 0; i--) {
        uint32_t j = dice_roll(&seed, i + 1);

        next = order[i];
        order[i] = order[j];
        order[j] = next;
    }
    for (int i = 0; i < MANY; i++) {
        next = dr_channel_arrive(order[i]);
        for (; next; next = dr_channel_next(&channel))
            right = right && next == sent[given++];
    }
    right = right && given == MANY && dr_list_empty(&channel.held);
    for (int i = 0; i < MANY; i++)
        dr_message_free(sent[i]);
    return right;
}

static void any_order_of_arrival_becomes_send_order(void)
{
    for (uint64_t seed = 1; seed <= 50; seed++)
        CU_ASSERT(keeps_order(seed));
}

static void order_is_kept_when_numbers_wrap_around(void)
{
    for (uint32_t before = 1; before < MANY; before += 9) {
        channel.sent = channel.delivered = 0 - before;
        CU_ASSERT(keeps_order(before));
        CU_ASSERT_EQUAL(channel.delivered, MANY - before);
    }
}

static void a_small_payload_lies_in_the_message(void)
{
    struct dr_message *message = dr_message_new(&channel, DR_MESSAGE_INLINE);

    CU_ASSERT_PTR_EQUAL(dr_message_payload(message, DR_MESSAGE_INLINE),
                        message->inlined);
    dr_message_free(message);
}

/* Sizes round every change of where a payload lies; all are alive at once. */
static void payloads_of_every_size_have_room(void)
{
    static const uint64_t sizes[] = {0,     1,       63,   64,   65,    127,
                                     128,   129,     1024, 1025, 65535, 65536,
                                     65537, 1 << 20, 128,  65536};
    struct dr_message *messages[16];

    for (int i = 0; i < 16; i++) {
        messages[i] = dr_message_new(&channel, sizes[i]);
        memset(dr_message_payload(messages[i], sizes[i]), i, sizes[i]);
    }
    for (int i = 0; i < 16; i++) {
        const char *bytes = messages[i]->payload;
        int wrong = 0;

        for (uint64_t at = 0; at < sizes[i]; at++)
            wrong += bytes[at] != i;
        CU_ASSERT_EQUAL(wrong, 0);
        dr_message_free(messages[i]);
    }
}


static CU_TestInfo tests[] = {
    {"a message whose turn it is is handed over",
     a_message_whose_turn_it_is_is_handed_over},
    {"a message that overtook is held back",
     a_message_that_overtook_is_held_back},
    {"only what waited for it follows a message",
     only_what_waited_for_it_follows_a_message},
    {"any order of arrival becomes send order",
     any_order_of_arrival_becomes_send_order},
    {"order is kept when numbers wrap around",
     order_is_kept_when_numbers_wrap_around},
    {"a small payload lies in the message",
     a_small_payload_lies_in_the_message},
    {"payloads of every size have room", payloads_of_every_size_have_room},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"p2p/message", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
