/*
 * test_match.c - suite "p2p/match".
 *
 * If this fails, look in sim/p2p/match.c.
 */
#include "p2p/match.h"

#include <CUnit/Basic.h>

#include "unit/dice.h"

static struct dr_match m;
static struct dr_pool bins;

static void begin(void)
{
    dr_pool_init(&bins, dr_match_bin_size());
    dr_match_init(&m, &bins);
}

static void end(void)
{
    dr_table_end(&m.bins);
    dr_pool_end(&bins);
}

static struct dr_envelope env(int source, int tag)
{
    return (struct dr_envelope){.source = source, .tag = tag};
}


/* MPI 3.1, section 3.5: messages of one source do not overtake each other. */
static void same_source_and_tag_match_in_send_order(void)
{
    struct dr_envelope sent[] = {env(1, 7), env(1, 7)};
    struct dr_envelope recv[] = {env(1, 7), env(1, 7), env(1, 7)};

    CU_ASSERT_PTR_NULL(dr_match_arrive(&m, &sent[0]));
    CU_ASSERT_PTR_NULL(dr_match_arrive(&m, &sent[1]));
    CU_ASSERT_PTR_EQUAL(dr_match_post(&m, &recv[0]), &sent[0]);
    CU_ASSERT_PTR_EQUAL(dr_match_post(&m, &recv[1]), &sent[1]);
    CU_ASSERT_PTR_NULL(dr_match_post(&m, &recv[2]));
}

static void equal_receives_match_in_the_order_they_were_posted(void)
{
    struct dr_envelope recv[] = {env(1, 7), env(1, 7)};
    struct dr_envelope sent[] = {env(1, 7), env(1, 7)};

    dr_match_post(&m, &recv[0]);
    dr_match_post(&m, &recv[1]);
    CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &sent[0]), &recv[0]);
    CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &sent[1]), &recv[1]);
}

static void any_source_takes_the_earliest_arrival(void)
{
    struct dr_envelope late = env(0, 7), early = env(5, 7);
    struct dr_envelope recv = env(MPI_ANY_SOURCE, 7);

    dr_match_arrive(&m, &early);
    dr_match_arrive(&m, &late);
    CU_ASSERT_PTR_EQUAL(dr_match_post(&m, &recv), &early);
}

static void any_tag_takes_the_earliest_of_its_source(void)
{
    struct dr_envelope sent[] = {env(2, 1), env(3, 9), env(3, 8)};
    struct dr_envelope recv = env(3, MPI_ANY_TAG);

    for (int i = 0; i < 3; i++)
        dr_match_arrive(&m, &sent[i]);
    CU_ASSERT_PTR_EQUAL(dr_match_post(&m, &recv), &sent[1]);
}

static void wildcard_posted_first_wins_over_later_exact_receive(void)
{
    struct dr_envelope wild = env(MPI_ANY_SOURCE, MPI_ANY_TAG);
    struct dr_envelope exact = env(3, 9);
    struct dr_envelope sent[] = {env(3, 9), env(3, 9)};

    CU_ASSERT_PTR_NULL(dr_match_post(&m, &wild));
    CU_ASSERT_PTR_NULL(dr_match_post(&m, &exact));
    CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &sent[0]), &wild);
    CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &sent[1]), &exact);
}

static void exact_receive_posted_first_wins_over_later_wildcard(void)
{
    struct dr_envelope wild = env(MPI_ANY_SOURCE, MPI_ANY_TAG);
    struct dr_envelope exact = env(3, 9);
    struct dr_envelope message = env(3, 9);

    dr_match_post(&m, &exact);
    dr_match_post(&m, &wild);
    CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &message), &exact);
}

static void contexts_never_meet(void)
{
    struct dr_envelope wild = env(MPI_ANY_SOURCE, MPI_ANY_TAG);
    struct dr_envelope exact = env(1, 2), message = env(1, 2);

    message.context = 2;
    dr_match_post(&m, &wild);
    dr_match_post(&m, &exact);
    CU_ASSERT_PTR_NULL(dr_match_arrive(&m, &message));
    exact.context = 4;
    CU_ASSERT_PTR_NULL(dr_match_peek(&m, &exact));
    exact.context = 2;
    CU_ASSERT_PTR_EQUAL(dr_match_peek(&m, &exact), &message);
}

static void a_probe_takes_nothing(void)
{
    struct dr_envelope message = env(1, 2), recv = env(1, 2);

    CU_ASSERT_PTR_NULL(dr_match_peek(&m, &recv));
    dr_match_arrive(&m, &message);
    CU_ASSERT_PTR_EQUAL(dr_match_peek(&m, &recv), &message);
    CU_ASSERT_PTR_EQUAL(dr_match_peek(&m, &recv), &message);
    CU_ASSERT_PTR_EQUAL(dr_match_post(&m, &recv), &message);
}

static void a_cancelled_receive_matches_no_more(void)
{
    struct dr_envelope exact = env(1, 2), wild = env(MPI_ANY_SOURCE, 2);
    struct dr_envelope message = env(1, 2);

    dr_match_post(&m, &exact);
    dr_match_post(&m, &wild);
    dr_match_withdraw_recv(&m, &exact);
    dr_match_withdraw_recv(&m, &wild);
    CU_ASSERT_PTR_NULL(dr_match_arrive(&m, &message));
}

static void unexpected_messages_are_listed_by_arrival(void)
{
    struct dr_envelope sent[] = {env(2, 1), env(0, 9), env(1, 1)};

    CU_ASSERT_PTR_NULL(dr_match_first(&m));
    for (int i = 0; i < 3; i++)
        dr_match_arrive(&m, &sent[i]);
    dr_match_withdraw_message(&m, &sent[1]);
    CU_ASSERT_PTR_EQUAL(dr_match_first(&m), &sent[0]);
    CU_ASSERT_PTR_EQUAL(dr_match_next(&m, &sent[0]), &sent[2]);
    CU_ASSERT_PTR_NULL(dr_match_next(&m, &sent[2]));
}

/* A program that never uses a tag twice must not collect bins for ever. */
static void bins_of_many_tags_are_given_back(void)
{
    for (int tag = 0; tag < 10000; tag++) {
        struct dr_envelope recv = env(0, tag), message = env(0, tag);

        dr_match_post(&m, &recv);
        CU_ASSERT_PTR_EQUAL(dr_match_arrive(&m, &message), &recv);
    }
    CU_ASSERT(m.bins.count < 100);
}


/*
 * The oracle: two lists in order, searched from the front, which is MPI 3.1,
 * section 3.5 word for word.
 */
enum {
    MOST = 256
};

struct queue {
    struct dr_envelope *items[MOST];
    int count;
};

static struct queue posted, arrived;

static void keep(struct queue *queue, struct dr_envelope *envelope)
{
    queue->items[queue->count++] = envelope;
}

static struct dr_envelope *drop(struct queue *queue, int at)
{
    struct dr_envelope *dropped = queue->items[at];

    for (queue->count--; at < queue->count; at++)
        queue->items[at] = queue->items[at + 1];
    return dropped;
}

static bool meets(const struct dr_envelope *recv,
                  const struct dr_envelope *message)
{
    return recv->context == message->context &&
           (recv->source < 0 || recv->source == message->source) &&
           (recv->tag < 0 || recv->tag == message->tag);
}

static int find_message(const struct dr_envelope *recv)
{
    for (int i = 0; i < arrived.count; i++) {
        if (meets(recv, arrived.items[i]))
            return i;
    }
    return -1;
}

static int find_recv(const struct dr_envelope *message)
{
    for (int i = 0; i < posted.count; i++) {
        if (meets(posted.items[i], message))
            return i;
    }
    return -1;
}

/* An envelope of few kinds, so that many fit; wildcards if `wild`. */
static struct dr_envelope *any_envelope(uint64_t *dice, bool wild)
{
    static struct dr_envelope pool[1 << 16];
    static uint32_t used;
    struct dr_envelope *envelope = &pool[used++ % (1 << 16)];

    *envelope = env((int)dice_roll(dice, 4), (int)dice_roll(dice, 5));
    /* A tag of its own now and then, so that bins come and go. */
    if (dice_roll(dice, 8) == 0)
        envelope->tag = (int)dice_roll(dice, 1000);
    envelope->context = 2 * dice_roll(dice, 3);
    if (wild && dice_roll(dice, 3) == 0)
        envelope->source = MPI_ANY_SOURCE;
    if (wild && dice_roll(dice, 3) == 0)
        envelope->tag = MPI_ANY_TAG;
    return envelope;
}

static bool post_agrees(uint64_t *dice)
{
    struct dr_envelope *recv = any_envelope(dice, true);
    int at = find_message(recv);
    struct dr_envelope *expected = at >= 0 ? drop(&arrived, at) : NULL;

    if (!expected)
        keep(&posted, recv);
    return dr_match_post(&m, recv) == expected;
}

static bool arrival_agrees(uint64_t *dice)
{
    struct dr_envelope *message = any_envelope(dice, false);
    int at = find_recv(message);
    struct dr_envelope *expected = at >= 0 ? drop(&posted, at) : NULL;

    if (!expected)
        keep(&arrived, message);
    return dr_match_arrive(&m, message) == expected;
}

static bool probe_agrees(uint64_t *dice)
{
    struct dr_envelope *pattern = any_envelope(dice, true);
    int at = find_message(pattern);

    return dr_match_peek(&m, pattern) == (at >= 0 ? arrived.items[at] : NULL);
}

static void cancel_some(uint64_t *dice)
{
    if (posted.count > 0 && dice_roll(dice, 2) == 0) {
        int at = (int)dice_roll(dice, (uint32_t)posted.count);

        dr_match_withdraw_recv(&m, drop(&posted, at));
    } else if (arrived.count > 0) {
        int at = (int)dice_roll(dice, (uint32_t)arrived.count);

        dr_match_withdraw_message(&m, drop(&arrived, at));
    }
}

static bool step_agrees(uint64_t *dice)
{
    uint32_t what = dice_roll(dice, 10);

    if (what < 4 && posted.count < MOST)
        return post_agrees(dice);
    if (what < 8 && arrived.count < MOST)
        return arrival_agrees(dice);
    if (what < 9)
        return probe_agrees(dice);
    cancel_some(dice);
    return true;
}

static bool no_receive_fits_a_message(void)
{
    for (int i = 0; i < posted.count; i++) {
        if (find_message(posted.items[i]) >= 0)
            return false;
    }
    return true;
}

static bool same_arrivals(void)
{
    struct dr_envelope *message = dr_match_first(&m);

    for (int i = 0; i < arrived.count; i++) {
        if (message != arrived.items[i])
            return false;
        message = dr_match_next(&m, message);
    }
    return message == NULL;
}

static void any_history_agrees_with_two_plain_lists(void)
{
    int wrong = 0;

    for (uint64_t seed = 1; seed <= 2000; seed++) {
        uint64_t dice = seed * 0x9e3779b97f4a7c15u;

        begin();
        posted.count = arrived.count = 0;
        for (int step = 0; step < 100; step++)
            wrong += !step_agrees(&dice);
        wrong += !same_arrivals() || !no_receive_fits_a_message();
        end();
    }
    CU_ASSERT_EQUAL(wrong, 0);
    begin();
}

/* One long one, in which most of the time many of both kinds wait. */
static void a_long_history_agrees_with_two_plain_lists(void)
{
    uint64_t dice = 5;
    int wrong = 0;

    posted.count = arrived.count = 0;
    for (int step = 0; step < 50000; step++)
        wrong += !step_agrees(&dice);
    wrong += !same_arrivals() || !no_receive_fits_a_message();
    CU_ASSERT_EQUAL(wrong, 0);
}


static CU_TestInfo tests[] = {
    {"same source and tag match in send order",
     same_source_and_tag_match_in_send_order},
    {"equal receives match in the order they were posted",
     equal_receives_match_in_the_order_they_were_posted},
    {"any source takes the earliest arrival",
     any_source_takes_the_earliest_arrival},
    {"any tag takes the earliest of its source",
     any_tag_takes_the_earliest_of_its_source},
    {"wildcard posted first wins over later exact receive",
     wildcard_posted_first_wins_over_later_exact_receive},
    {"exact receive posted first wins over later wildcard",
     exact_receive_posted_first_wins_over_later_wildcard},
    {"contexts never meet", contexts_never_meet},
    {"a probe takes nothing", a_probe_takes_nothing},
    {"a cancelled receive matches no more",
     a_cancelled_receive_matches_no_more},
    {"unexpected messages are listed by arrival",
     unexpected_messages_are_listed_by_arrival},
    {"bins of many tags are given back", bins_of_many_tags_are_given_back},
    {"any history agrees with two plain lists",
     any_history_agrees_with_two_plain_lists},
    {"a long history agrees with two plain lists",
     a_long_history_agrees_with_two_plain_lists},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"p2p/match", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
