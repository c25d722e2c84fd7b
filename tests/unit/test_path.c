/*
 * test_path.c - suite "trace/path".
 *
 * If this fails, look in sim/trace/path.c.  All times are whole seconds, so
 * that sums are exact.
 */
#include "trace/path.h"

#include <CUnit/Basic.h>

static struct dr_bus bus;
static struct dr_path *path;
static struct dr_path_found found;
static struct dr_event_message message;
static int lines[8]; /* stand for code */
static const struct dr_call call_a = {.name = "MPI_A", .site = &lines[0]};
static const struct dr_call call_b = {.name = "MPI_B", .site = &lines[1]};
static const struct dr_call work = {.name = "DR_Compute", .site = &lines[2]};

static uint64_t identify(const void *site)
{
    return (uintptr_t)site;
}

static void begin(void)
{
    bus = (struct dr_bus){0};
    path = dr_path_begin(&bus, 2, identify);
    message = (struct dr_event_message){
        .send_call = call_a.name, .send_site = call_a.site, .from = 0, .to = 1};
}

static void end(void)
{
    dr_path_found_end(&found);
    dr_path_end(path);
}

/* A rank runs and this happens to it. */
static void runs(double when, enum dr_event_kind kind, int rank,
                 const struct dr_call *call)
{
    DR_EMIT(&bus, kind, .rank = rank, .peer = -1, .actor = rank, .time_s = when,
            .call = call);
}

/* This happens to the message from 0 to 1, by a rank or by itself. */
static void passes(double when, enum dr_event_kind kind, int actor)
{
    DR_EMIT(&bus, kind, .rank = 0, .peer = 1, .actor = actor, .time_s = when,
            .message = &message);
}

/* A question takes two seconds, all else one. */
static void control(double when, enum dr_event_kind kind, int actor,
                    enum dr_event_control which)
{
    DR_EMIT(&bus, kind, .rank = 0, .peer = 1, .actor = actor, .time_s = when,
            .message = &message, .control = which,
            .latency_s = which == DR_CONTROL_RTS ? 2 : 1);
}

/* Its payload leaves, and would take so long alone. */
static void leaves(double when, int actor, double latency_s, double stream_s)
{
    DR_EMIT(&bus, DR_EVENT_TRANSFER_BEGIN, .rank = 0, .peer = 1, .actor = actor,
            .time_s = when, .message = &message, .latency_s = latency_s,
            .stream_s = stream_s, .link_s = stream_s);
}

static void arrives(double when)
{
    passes(when, DR_EVENT_TRANSFER_END, -1);
}

static void wakes(double when, int rank)
{
    DR_EMIT(&bus, DR_EVENT_WAIT_OVER, .rank = rank, .peer = -1, .actor = -1,
            .time_s = when);
}

static void computes(double from, double to, int rank)
{
    runs(from, DR_EVENT_COMPUTE_BEGIN, rank, &work);
    runs(to, DR_EVENT_COMPUTE_END, rank, &work);
}

/* The path, if the ranks end now; part 0 of `parts` is computing. */
static void ends(double first, double second, const double parts[DR_PATH_PARTS])
{
    double sum = 0;

    runs(first, DR_EVENT_RANK_END, first == second ? 0 : first > second, NULL);
    runs(second, DR_EVENT_RANK_END, first == second || first < second, NULL);
    found = dr_path_find(path, second);
    for (int i = 0; i < DR_PATH_PARTS; i++) {
        CU_ASSERT_EQUAL(found.parts_s[i], parts[i]);
        sum += found.parts_s[i];
    }
    CU_ASSERT_EQUAL(sum, second);
}

static double share_of(const struct dr_call *call)
{
    for (size_t i = 0; i < found.count; i++) {
        if (found.shares[i].spot.site == call->site)
            return found.shares[i].all_s;
    }
    return 0;
}

/*
 *           0      3       5      9     10
 * 0         compute|send                        ends at 3
 * 1         wait                 |compute|
 * message          | l 2   | b 3| c 1
 */
static void the_path_follows_the_message_that_was_waited_for(void)
{
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    computes(0, 3, 0);
    passes(3, DR_EVENT_SEND, 0);
    leaves(3, 0, 2, 3);
    arrives(9);
    wakes(9, 1);
    computes(9, 10, 1);
    ends(3, 10,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 4,
                                 [DR_PATH_LATENCY] = 2,
                                 [DR_PATH_BANDWIDTH] = 3,
                                 [DR_PATH_CONTENTION] = 1});
    CU_ASSERT_EQUAL(share_of(&call_a), 6);
    CU_ASSERT_EQUAL(share_of(&work), 4);
    CU_ASSERT_EQUAL(share_of(&call_b), 0);
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, 3);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 6);
}

/* A second message from 0 to 1, or from 1 to 0. */
static struct dr_event_message other;

static void other_leaves(double when, int from, double stream_s)
{
    other = (struct dr_event_message){.send_call = call_b.name,
                                      .send_site = call_b.site,
                                      .from = from,
                                      .to = 1 - from,
                                      .slot = 1};
    DR_EMIT(&bus, DR_EVENT_SEND, .rank = from, .peer = 1 - from, .actor = from,
            .time_s = when, .message = &other);
    DR_EMIT(&bus, DR_EVENT_TRANSFER_BEGIN, .rank = from, .peer = 1 - from,
            .actor = from, .time_s = when, .message = &other, .latency_s = 1,
            .stream_s = stream_s, .link_s = stream_s);
}

/* 0 sends 4 seconds' worth of bytes, and then 1: those wait, whoever else is
 * there, and come at 6; what they take beyond that is for others. */
static void bytes_of_a_rank_follow_each_other(void)
{
    other_leaves(0, 0, 4);
    passes(0, DR_EVENT_SEND, 0);
    leaves(0, 0, 1, 1);
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    arrives(8);
    wakes(8, 1);
    ends(0, 8,
         (double[DR_PATH_PARTS]){[DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 5,
                                 [DR_PATH_CONTENTION] = 2});
}

/* An answer has to wait for bytes, too. */
static void a_signal_follows_bytes(void)
{
    other_leaves(0, 0, 4);
    control(0, DR_EVENT_CONTROL_BEGIN, 0, DR_CONTROL_INTENT);
    control(0, DR_EVENT_CONTROL_BEGIN, 0, DR_CONTROL_SIGNAL);
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    control(6, DR_EVENT_CONTROL_END, -1, DR_CONTROL_SIGNAL);
    wakes(6, 1);
    ends(0, 6,
         (double[DR_PATH_PARTS]){[DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 4,
                                 [DR_PATH_CONTENTION] = 1});
}

/* What 1 sends is not in the way of what 0 sends. */
static void bytes_of_both_ways_do_not_meet(void)
{
    other_leaves(0, 1, 4);
    passes(0, DR_EVENT_SEND, 0);
    leaves(0, 0, 1, 1);
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    arrives(5);
    wakes(5, 1);
    ends(0, 5,
         (double[DR_PATH_PARTS]){[DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 1,
                                 [DR_PATH_CONTENTION] = 3});
}

/*
 * A collective: 0 comes at 2, hears from 1 at 6 and answers at once.  For 1,
 * which is there since 0, only the time until 2 is for 0.
 */
static void what_is_passed_on_in_a_collective_is_not_late(void)
{
    message.step = true;
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    other_leaves(0, 1, 5);
    other.step = true;
    computes(0, 2, 0);
    runs(2, DR_EVENT_WAIT_BEGIN, 0, &call_a);
    DR_EMIT(&bus, DR_EVENT_TRANSFER_END, .rank = 1, .peer = 0, .actor = -1,
            .time_s = 6, .message = &other);
    passes(7, DR_EVENT_SEND, -1);
    leaves(7, -1, 1, 1);
    wakes(7, 0);
    arrives(9);
    wakes(9, 1);
    ends(7, 9,
         (double[DR_PATH_PARTS]){[DR_PATH_OVERHEAD] = 1,
                                 [DR_PATH_LATENCY] = 2,
                                 [DR_PATH_BANDWIDTH] = 6});
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, 2);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 7);
}

/* The message comes while the receiver computes: it is not on the path. */
static void what_nobody_waited_for_is_not_on_the_path(void)
{
    passes(0, DR_EVENT_SEND, 0);
    leaves(0, 0, 4, 0);
    runs(0, DR_EVENT_COMPUTE_BEGIN, 1, &work);
    arrives(4);
    runs(7, DR_EVENT_COMPUTE_END, 1, &work);
    ends(0, 7, (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 7});
}

/*
 *           0    2    4    5        9
 * 0         send.. blocked          |
 * 1         compute   |recv.. blocked
 * message   |RTS |         |=======|
 *                     |CTS|
 */
static void a_late_receiver_is_on_the_path_of_a_rendezvous(void)
{
    message.protocol = DR_SENT_RENDEZVOUS;
    passes(0, DR_EVENT_SEND, 0);
    control(0, DR_EVENT_CONTROL_BEGIN, 0, DR_CONTROL_RTS);
    runs(0, DR_EVENT_WAIT_BEGIN, 0, &call_a);
    runs(0, DR_EVENT_COMPUTE_BEGIN, 1, &work);
    control(2, DR_EVENT_CONTROL_END, -1, DR_CONTROL_RTS);
    runs(4, DR_EVENT_COMPUTE_END, 1, &work);
    control(4, DR_EVENT_CONTROL_BEGIN, 1, DR_CONTROL_CTS);
    runs(4, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    control(5, DR_EVENT_CONTROL_END, -1, DR_CONTROL_CTS);
    leaves(5, -1, 1, 3);
    arrives(9);
    wakes(9, 0);
    wakes(9, 1);
    ends(9, 9,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 4,
                                 [DR_PATH_LATE_RECEIVER] = 1,
                                 [DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 3});
    CU_ASSERT_EQUAL(path->ranks[0].waits.late_receiver_s, 2);
    CU_ASSERT_EQUAL(path->ranks[0].waits.transfer_s, 7);
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, 0);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 5);
}

/*
 *           0    2    4    5        9
 * 0         compute |send.. blocked |
 * 1         recv.. blocked          |
 * message        |RTS |CTS |=======|
 */
static void a_late_sender_is_on_the_path_of_a_rendezvous(void)
{
    message.protocol = DR_SENT_RENDEZVOUS;
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    computes(0, 2, 0);
    passes(2, DR_EVENT_SEND, 0);
    control(2, DR_EVENT_CONTROL_BEGIN, 0, DR_CONTROL_RTS);
    runs(2, DR_EVENT_WAIT_BEGIN, 0, &call_a);
    control(4, DR_EVENT_CONTROL_END, -1, DR_CONTROL_RTS);
    control(4, DR_EVENT_CONTROL_BEGIN, -1, DR_CONTROL_CTS);
    control(5, DR_EVENT_CONTROL_END, -1, DR_CONTROL_CTS);
    leaves(5, -1, 1, 3);
    arrives(9);
    wakes(9, 0);
    wakes(9, 1);
    ends(9, 9,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 2,
                                 [DR_PATH_LATE_SENDER] = 2,
                                 [DR_PATH_LATE_RECEIVER] = 1,
                                 [DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 3});
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, 2);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 7);
    CU_ASSERT_EQUAL(path->ranks[0].waits.late_receiver_s, 0);
}

/*
 * Weak progress: 0 computes when the answer comes, and sees it at 8.
 *
 *           0    1    2             8        9
 * 0         send|compute            |wait    |
 * 1         recv.. blocked                   |
 * message   |RTS |CTS |             |========|
 */
static void a_sender_that_does_not_see_the_answer_is_late(void)
{
    message.protocol = DR_SENT_RENDEZVOUS;
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    passes(0, DR_EVENT_SEND, 0);
    control(0, DR_EVENT_CONTROL_BEGIN, 0, DR_CONTROL_RTS);
    runs(0, DR_EVENT_COMPUTE_BEGIN, 0, &work);
    control(1, DR_EVENT_CONTROL_END, -1, DR_CONTROL_RTS);
    control(1, DR_EVENT_CONTROL_BEGIN, -1, DR_CONTROL_CTS);
    control(2, DR_EVENT_CONTROL_END, -1, DR_CONTROL_CTS);
    runs(8, DR_EVENT_COMPUTE_END, 0, &work);
    leaves(8, 0, 1, 0);
    runs(8, DR_EVENT_WAIT_BEGIN, 0, &call_a);
    arrives(9);
    wakes(9, 0);
    wakes(9, 1);
    ends(9, 9,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 8, [DR_PATH_LATENCY] = 1});
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, 6);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 3);
}

/* Looks from 0 to 6; the message of 3 is not what is looked for, that of 5
 * is. */
static void a_rank_that_looks_goes_on_with_what_it_finds(void)
{
    passes(0, DR_EVENT_SEND, 0);
    leaves(0, 0, 3, 0);
    runs(0, DR_EVENT_POLL_BEGIN, 1, &call_b);
    arrives(3);
    runs(4, DR_EVENT_POLL_END, 1, &call_b);
    computes(0, 2, 0);
    passes(2, DR_EVENT_SEND, 0);
    leaves(2, 0, 2, 1);
    runs(4, DR_EVENT_POLL_BEGIN, 1, &call_b);
    arrives(5);
    runs(6, DR_EVENT_POLL_END, 1, &call_b);
    ends(2, 6,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 2,
                                 [DR_PATH_OVERHEAD] = 1,
                                 [DR_PATH_LATENCY] = 2,
                                 [DR_PATH_BANDWIDTH] = 1});
}

static void a_receive_overhead_is_on_the_path(void)
{
    passes(0, DR_EVENT_SEND, 0);
    leaves(1, -1, 2, 0);
    runs(0, DR_EVENT_WAIT_BEGIN, 1, &call_b);
    arrives(3);
    DR_EMIT(&bus, DR_EVENT_TAKE_BEGIN, .rank = 1, .actor = -1, .time_s = 3,
            .request = &message);
    DR_EMIT(&bus, DR_EVENT_TAKE_END, .rank = 1, .actor = -1, .time_s = 7,
            .request = &message);
    wakes(7, 1);
    ends(
        1, 7,
        (double[DR_PATH_PARTS]){[DR_PATH_OVERHEAD] = 5, [DR_PATH_LATENCY] = 2});
}

static void a_path_is_found_once_all_ranks_have_ended(void)
{
    computes(0, 4, 0);
    runs(4, DR_EVENT_RANK_END, 0, NULL);
    found = dr_path_find(path, 4);
    CU_ASSERT_EQUAL(found.count, 0);
}

/* More events than trails have room for. */
static void a_long_path_keeps_its_sums(void)
{
    enum {
        ROUNDS = 100000
    };

    for (int i = 0; i < ROUNDS; i++) {
        double now = 4 * i;

        runs(now, DR_EVENT_WAIT_BEGIN, 1, &call_b);
        computes(now, now + 1, 0);
        passes(now + 1, DR_EVENT_SEND, 0);
        leaves(now + 1, 0, 1, 1);
        arrives(now + 3);
        wakes(now + 3, 1);
        computes(now + 1, now + 4, 0);
        computes(now + 3, now + 4, 1);
    }
    ends(4. * ROUNDS, 4. * ROUNDS,
         (double[DR_PATH_PARTS]){[DR_PATH_COMPUTE] = 4. * ROUNDS - 2,
                                 [DR_PATH_LATENCY] = 1,
                                 [DR_PATH_BANDWIDTH] = 1});
    CU_ASSERT_EQUAL(path->ranks[1].waits.late_sender_s, ROUNDS);
    CU_ASSERT_EQUAL(path->ranks[1].waits.transfer_s, 2. * ROUNDS);
}


static CU_TestInfo tests[] = {
    {"the path follows the message that was waited for",
     the_path_follows_the_message_that_was_waited_for},
    {"bytes of a rank follow each other", bytes_of_a_rank_follow_each_other},
    {"a signal follows bytes", a_signal_follows_bytes},
    {"bytes of both ways do not meet", bytes_of_both_ways_do_not_meet},
    {"what is passed on in a collective is not late",
     what_is_passed_on_in_a_collective_is_not_late},
    {"what nobody waited for is not on the path",
     what_nobody_waited_for_is_not_on_the_path},
    {"a late receiver is on the path of a rendezvous",
     a_late_receiver_is_on_the_path_of_a_rendezvous},
    {"a late sender is on the path of a rendezvous",
     a_late_sender_is_on_the_path_of_a_rendezvous},
    {"a sender that does not see the answer is late",
     a_sender_that_does_not_see_the_answer_is_late},
    {"a rank that looks goes on with what it finds",
     a_rank_that_looks_goes_on_with_what_it_finds},
    {"a receive overhead is on the path", a_receive_overhead_is_on_the_path},
    {"a path is found once all ranks have ended",
     a_path_is_found_once_all_ranks_have_ended},
    {"a long path keeps its sums", a_long_path_keeps_its_sums},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"trace/path", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
