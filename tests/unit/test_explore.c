/*
 * test_explore.c - suites "explore/choice", "record", "summary", "replay".
 *
 * If this fails, look in sim/explore/.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "explore/post.h"
#include "explore/replay.h"
#include "explore/summary.h"
#include "p2p/wait.h"

#include <CUnit/Basic.h>
#include <unistd.h>

static const struct dr_move take = {
    .kind = DR_MOVE_TAKE, .rank = 2, .what = 7, .source = 1, .number = 4};
static const struct dr_move finish_all = {.kind = DR_MOVE_FINISH,
                                          .rank = 2,
                                          .what = 7,
                                          .number = DR_PICKED_DONE + 2,
                                          .done = 2};

static void is_written(const struct dr_move *move, const char *want)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_choice_text(&text, move, NULL, 0);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text), want);
    dr_text_end(&text);
}

static void each_kind_of_move_has_its_line(void)
{
    struct dr_move finish_one = finish_all, refuse = take, see = take;

    finish_one.number = 3 + 2;
    refuse.kind = DR_MOVE_REFUSE;
    see.kind = DR_MOVE_SEE;
    is_written(&take, "take 2 7 1 4");
    is_written(&see, "see 2 7 1 4");
    is_written(&finish_one, "finish 2 7 3");
    is_written(&finish_all, "finish 2 7 all");
    is_written(&refuse, "refuse 2 7");
}

static void a_line_finds_its_move(void)
{
    const struct dr_move moves[] = {finish_all, take};

    CU_ASSERT_EQUAL(dr_choice_find("take 2 7 1 4", moves, 2), 1);
    CU_ASSERT_EQUAL(dr_choice_find("take 2 7 1 4  # anything", moves, 2), 1);
    CU_ASSERT_EQUAL(dr_choice_find("finish 2 7 all\n", moves, 2), 0);
    CU_ASSERT_EQUAL(dr_choice_find("take 2 7 1 40", moves, 2), -1);
    CU_ASSERT_EQUAL(dr_choice_find("take 2 7 1", moves, 2), -1);
    CU_ASSERT_EQUAL(dr_choice_find("", moves, 2), -1);
}

static void all_that_are_done_are_others_when_more_are_done(void)
{
    struct dr_move later = finish_all;

    later.done = 3;
    CU_ASSERT_TRUE(dr_move_equal(&finish_all, &finish_all));
    CU_ASSERT_FALSE(dr_move_equal(&finish_all, &later));
}

static void moves_are_independent_unless_they_decide_the_same(void)
{
    struct dr_move other = take;

    CU_ASSERT_FALSE(dr_move_independent(&take, &other));
    CU_ASSERT_FALSE(dr_move_independent(&take, &finish_all));
    other.what++;
    CU_ASSERT_TRUE(dr_move_independent(&take, &other));
    other = take;
    other.rank++;
    CU_ASSERT_TRUE(dr_move_independent(&take, &other));
}


/* A record with `choices` choices and one line of output. */
static struct dr_record record(const char *signature, int choices,
                               const char *first, const char *output)
{
    struct dr_record made = {.verdict = signature[0] ? DR_VERDICT_DEADLOCK
                                                     : DR_VERDICT_OK,
                             .time_s = 1.5,
                             .eager = UINT64_MAX,
                             .signature = dr_strdup(signature),
                             .finding = dr_strdup("kind"),
                             .report = dr_strdup("report\n"),
                             .json = dr_strdup("{}")};

    for (int i = 0; i < choices; i++)
        dr_choices_add(&made.choices, i == 0 ? first : "more");
    dr_choices_add(&made.races, "rank 0, MPI_Recv at f.c:1| 1");
    dr_choices_add(&made.sends, "8 0 MPI_Send at f.c:2");
    dr_choices_add(&made.outputs, output);
    return made;
}

static void a_record_comes_back_as_it_was(void)
{
    struct dr_record sent = record("stuck", 2, "first", "any \xff bytes\n");
    struct dr_text bytes = DR_TEXT_EMPTY;
    struct dr_record got;

    dr_record_encode(&bytes, &sent);
    CU_ASSERT_FATAL(dr_record_decode(&got, bytes.data, bytes.length));
    CU_ASSERT_EQUAL(got.verdict, DR_VERDICT_DEADLOCK);
    CU_ASSERT_EQUAL(got.time_s, 1.5);
    CU_ASSERT_EQUAL(got.eager, UINT64_MAX);
    CU_ASSERT_STRING_EQUAL(got.signature, "stuck");
    CU_ASSERT_STRING_EQUAL(got.finding, "kind");
    CU_ASSERT_STRING_EQUAL(got.report, "report\n");
    CU_ASSERT_STRING_EQUAL(got.json, "{}");
    CU_ASSERT_EQUAL(got.choices.count, 2);
    CU_ASSERT_EQUAL(got.sends.count, 1);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&got.outputs.lines[0]),
                           "any \xff bytes\n");
    dr_record_end(&got);
    dr_record_end(&sent);
    dr_text_end(&bytes);
}

static void a_cut_record_is_none(void)
{
    struct dr_record sent = record("stuck", 2, "first", "output");
    struct dr_text bytes = DR_TEXT_EMPTY;
    struct dr_record got;

    dr_record_encode(&bytes, &sent);
    for (size_t length = 0; length < bytes.length; length++)
        CU_ASSERT_FALSE(dr_record_decode(&got, bytes.data, length));
    dr_text_add(&bytes, "", 1);
    CU_ASSERT_FALSE(dr_record_decode(&got, bytes.data, bytes.length));
    dr_record_end(&sent);
    dr_text_end(&bytes);
}

static void letters_of_any_length_arrive(void)
{
    static const size_t lengths[] = {1, 64 << 10, (64 << 10) + 1, 3 << 20};
    char *sent = dr_zalloc(1, 3 << 20), *got;
    size_t length;
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(dr_post_open(ends), 0);
    CU_ASSERT_EQUAL(dr_post_hear(ends[0], 0, &got, &length), -1);
    for (int i = 0; i < 4; i++) {
        sent[lengths[i] - 1] = (char)('a' + i);
        CU_ASSERT_EQUAL(dr_post_send(ends[1], sent, lengths[i]), 0);
        CU_ASSERT_EQUAL_FATAL(dr_post_hear(ends[0], 1000, &got, &length), 1);
        CU_ASSERT_EQUAL_FATAL(length, lengths[i]);
        CU_ASSERT_EQUAL(memcmp(got, sent, length), 0);
        free(got);
    }
    CU_ASSERT_FALSE(dr_post_deaf(ends[1]));
    close(ends[1]);
    CU_ASSERT_EQUAL(dr_post_hear(ends[0], 1000, &got, &length), 0);
    close(ends[0]);
    free(sent);
}

static void who_is_not_heard_finds_out(void)
{
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(dr_post_open(ends), 0);
    close(ends[0]);
    CU_ASSERT_TRUE(dr_post_deaf(ends[1]));
    CU_ASSERT_EQUAL(dr_post_send(ends[1], "x", 1), -1);
    close(ends[1]);
}


enum {
    RECORDS = 7
};

static struct dr_record nth(int n)
{
    static const struct {
        const char *signature;
        int choices;
        const char *first, *output;
    } all[RECORDS] = {
        {"stuck b", 3, "a", ""}, {"stuck b", 2, "b", ""},
        {"stuck b", 2, "a", ""}, {"stuck a", 5, "a", ""},
        {"", 2, "a", "two\n"},   {"", 1, "b", "one\n"},
        {"", 1, "a", "three\n"},
    };

    return record(all[n].signature, all[n].choices, all[n].first,
                  all[n].output);
}

/* What is kept when the records come in this order. */
static void check_order(const int order[RECORDS])
{
    struct dr_summary summary = {.nranks = 2};
    struct dr_text text = DR_TEXT_EMPTY;

    for (int i = 0; i < RECORDS; i++) {
        struct dr_record one = nth(order[i]);

        dr_summary_add(&summary, &one);
    }
    dr_summary_close(&summary);
    CU_ASSERT_EQUAL_FATAL(summary.nfound, 2);
    CU_ASSERT_STRING_EQUAL(summary.found[0].shortest.signature, "stuck a");
    CU_ASSERT_EQUAL(summary.found[1].times, 3);
    CU_ASSERT_EQUAL(summary.found[1].shortest.choices.count, 2);
    CU_ASSERT_STRING_EQUAL(
        dr_text_string(&summary.found[1].shortest.choices.lines[0]), "a");
    CU_ASSERT_EQUAL(summary.nplain, 3);
    dr_summary_difference(&summary, &text);
    CU_ASSERT_STRING_EQUAL(dr_text_string(&text),
                           "rank 0 prints \"one\" or \"three\" in line 1");
    CU_ASSERT_EQUAL(summary.nraces, 1);
    CU_ASSERT_TRUE(summary.races[0].senders[1]);
    dr_text_end(&text);
    dr_summary_end(&summary);
}

/* Every order, by Heap's algorithm. */
static void permute(int order[RECORDS], int n)
{
    if (n == 1)
        check_order(order);
    for (int i = 0; n > 1 && i < n; i++) {
        int j = n % 2 == 0 ? i : 0, kept;

        permute(order, n - 1);
        kept = order[j];
        order[j] = order[n - 1];
        order[n - 1] = kept;
    }
}

static void a_summary_does_not_depend_on_the_order_of_records(void)
{
    int order[RECORDS];

    for (int i = 0; i < RECORDS; i++)
        order[i] = i;
    permute(order, RECORDS);
}

static void a_status_that_is_not_zero_is_told(void)
{
    struct dr_summary summary = {.nranks = 2};
    struct dr_record one = record("", 1, "a", ""), other = one;

    other = record("ok 3", 1, "b", "");
    other.verdict = DR_VERDICT_OK;
    other.status = 3;
    dr_summary_add(&summary, &one);
    dr_summary_add(&summary, &other);
    dr_summary_close(&summary);
    CU_ASSERT_EQUAL(summary.status, 3);
    CU_ASSERT_EQUAL(summary.nfound, 1);
    CU_ASSERT_EQUAL(summary.nplain, 1);
    dr_summary_end(&summary);
}


static int parted;

static void part(const struct dr_replay *replay, const struct dr_move *moves,
                 int count)
{
    (void)moves;
    parted = replay->next * 10 + count;
}

static void a_replay_makes_its_choices_and_then_the_first(void)
{
    const struct dr_move moves[] = {finish_all, take};
    struct dr_choices choices = {0};
    struct dr_replay replay = {.choices = &choices, .parted = part};

    dr_choices_add(&choices, "take 2 7 1 4  # rank 2");
    CU_ASSERT_EQUAL(dr_replay_choose(&replay, moves, 1), 0);
    CU_ASSERT_EQUAL(dr_replay_choose(&replay, moves, 2), 1);
    CU_ASSERT_EQUAL(dr_replay_choose(&replay, moves, 2), 0);
    CU_ASSERT_EQUAL(parted, 0);
    dr_choices_end(&choices);
}

static void a_replay_says_where_it_parts(void)
{
    const struct dr_move moves[] = {finish_all, take};
    struct dr_choices choices = {0};
    struct dr_replay replay = {.choices = &choices, .parted = part};

    dr_choices_add(&choices, "take 2 7 1 4");
    dr_choices_add(&choices, "take 2 8 1 5");
    dr_replay_choose(&replay, moves, 2);
    dr_replay_choose(&replay, moves, 2);
    CU_ASSERT_EQUAL(parted, 12);
    dr_choices_end(&choices);
}

#define TEST(name)                                                             \
    {                                                                          \
#name, name                                                            \
    }

static CU_TestInfo choice[] = {
    TEST(each_kind_of_move_has_its_line),
    TEST(a_line_finds_its_move),
    TEST(all_that_are_done_are_others_when_more_are_done),
    TEST(moves_are_independent_unless_they_decide_the_same),
    CU_TEST_INFO_NULL,
};
static CU_TestInfo told[] = {
    TEST(a_record_comes_back_as_it_was),
    TEST(a_cut_record_is_none),
    TEST(letters_of_any_length_arrive),
    TEST(who_is_not_heard_finds_out),
    TEST(a_summary_does_not_depend_on_the_order_of_records),
    TEST(a_status_that_is_not_zero_is_told),
    CU_TEST_INFO_NULL,
};
static CU_TestInfo replays[] = {
    TEST(a_replay_makes_its_choices_and_then_the_first),
    TEST(a_replay_says_where_it_parts),
    CU_TEST_INFO_NULL,
};
static CU_SuiteInfo suites[] = {
    {"explore/choice", NULL, NULL, NULL, NULL, choice},
    {"explore/record, post, summary", NULL, NULL, NULL, NULL, told},
    {"explore/replay", NULL, NULL, NULL, NULL, replays},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
