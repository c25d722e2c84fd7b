/*
 * test_account.c - suite "trace/account".
 *
 * If this fails, look in sim/trace/account.c.  All times are whole seconds, so
 * that sums are exact.
 */
#include "trace/account.h"

#include <CUnit/Basic.h>
#include <stdlib.h>

static struct dr_bus bus;
static struct dr_account *account;

static void begin(void)
{
    bus = (struct dr_bus){0};
    account = dr_account_begin(&bus, 3);
}

static void end(void)
{
    free(account->ranks);
    free(account);
}

/* What happens to one rank. */
static void happens(double when, enum dr_event_kind kind, int rank)
{
    DR_EMIT(&bus, kind, .rank = rank, .peer = -1, .time_s = when);
}

static void transfer(double when, enum dr_event_kind kind, int from, int to)
{
    DR_EMIT(&bus, kind, .rank = from, .peer = to, .time_s = when, .bytes = 100);
}

static void time_outside_mpi_is_compute(void)
{
    happens(1, DR_EVENT_COMPUTE_BEGIN, 1);
    happens(4, DR_EVENT_COMPUTE_END, 1);
    happens(10, DR_EVENT_COMPUTE_BEGIN, 1);
    happens(11, DR_EVENT_COMPUTE_END, 1);
    dr_account_close(account, 20);
    CU_ASSERT_EQUAL(account->ranks[1].compute_s, 4);
    CU_ASSERT_EQUAL(account->ranks[0].compute_s, 0);
    CU_ASSERT_EQUAL(account->ranks[1].wait_s, 0);
}

static void time_blocked_in_mpi_is_wait(void)
{
    happens(2, DR_EVENT_WAIT_BEGIN, 0);
    happens(7, DR_EVENT_WAIT_OVER, 0);
    dr_account_close(account, 20);
    CU_ASSERT_EQUAL(account->ranks[0].wait_s, 5);
    CU_ASSERT_EQUAL(account->ranks[0].compute_s, 0);
}

static void sent(uint64_t bytes, enum dr_event_protocol protocol)
{
    struct dr_event_message message = {.protocol = protocol};

    DR_EMIT(&bus, DR_EVENT_SEND, .rank = 2, .bytes = bytes,
            .message = &message);
}

static void sends_are_counted_with_their_bytes(void)
{
    sent(100, DR_SENT_EAGER);
    sent((uint64_t)5 << 32, DR_SENT_EAGER);
    CU_ASSERT_EQUAL(account->ranks[2].messages_sent, 2);
    CU_ASSERT_EQUAL(account->ranks[2].bytes_sent, ((uint64_t)5 << 32) + 100);
    CU_ASSERT_EQUAL(account->ranks[0].messages_sent, 0);
}

static void sends_are_counted_by_size(void)
{
    sent(0, DR_SENT_EAGER);
    sent(64, DR_SENT_EAGER);
    sent(65, DR_SENT_EAGER);
    sent(65536, DR_SENT_EAGER);
    sent(65537, DR_SENT_RENDEZVOUS);
    sent((uint64_t)1 << 40, DR_SENT_EAGER);
    CU_ASSERT_EQUAL(account->classes[0].messages, 2);
    CU_ASSERT_EQUAL(account->classes[0].bytes, 64);
    CU_ASSERT_EQUAL(account->classes[1].messages, 1);
    CU_ASSERT_EQUAL(account->classes[2].messages, 1);
    CU_ASSERT_EQUAL(account->classes[3].messages, 1);
    CU_ASSERT_EQUAL(account->classes[4].messages, 1);
    CU_ASSERT_EQUAL(account->classes[4].bytes, (uint64_t)1 << 40);
    CU_ASSERT_EQUAL(account->rendezvous_most, 65537);
}

static void a_transfer_belongs_to_both_its_ranks(void)
{
    transfer(3, DR_EVENT_TRANSFER_BEGIN, 0, 2);
    transfer(8, DR_EVENT_TRANSFER_END, 0, 2);
    dr_account_close(account, 20);
    CU_ASSERT_EQUAL(account->ranks[0].transfer_s, 5);
    CU_ASSERT_EQUAL(account->ranks[2].transfer_s, 5);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 0);
}

static void a_transfer_to_oneself_counts_once(void)
{
    transfer(3, DR_EVENT_TRANSFER_BEGIN, 1, 1);
    CU_ASSERT_EQUAL(account->ranks[1].transfers, 1);
    transfer(8, DR_EVENT_TRANSFER_END, 1, 1);
    dr_account_close(account, 20);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 5);
    CU_ASSERT_EQUAL(account->ranks[1].transfers, 0);
}

/* From 1 to 5 and from 3 to 9: eight seconds, not ten. */
static void transfers_at_the_same_time_count_once(void)
{
    transfer(1, DR_EVENT_TRANSFER_BEGIN, 0, 1);
    transfer(3, DR_EVENT_TRANSFER_BEGIN, 2, 0);
    transfer(5, DR_EVENT_TRANSFER_END, 0, 1);
    transfer(9, DR_EVENT_TRANSFER_END, 2, 0);
    dr_account_close(account, 20);
    CU_ASSERT_EQUAL(account->ranks[0].transfer_s, 8);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 4);
    CU_ASSERT_EQUAL(account->ranks[2].transfer_s, 6);
    CU_ASSERT_EQUAL(account->ranks[0].payload_s, 10);
    CU_ASSERT_EQUAL(account->ranks[1].payload_s, 4);
}

/*
 *            0    2    4    6    8   10   12
 * payload         |==============|             0 to 1
 * payload                |==============|      2 to 0
 * 0         wait    |compute|    in MPI
 *
 * Of the fourteen seconds of rank 0's payloads, four are at the same time
 * as others, three are hidden behind computing, and seven are exposed.
 */
static void what_is_hidden_and_what_is_exposed_adds_up(void)
{
    const struct dr_account_rank *rank = &account->ranks[0];

    happens(0, DR_EVENT_WAIT_BEGIN, 0);
    transfer(2, DR_EVENT_TRANSFER_BEGIN, 0, 1);
    happens(3, DR_EVENT_WAIT_OVER, 0);
    happens(3, DR_EVENT_COMPUTE_BEGIN, 0);
    transfer(5, DR_EVENT_TRANSFER_BEGIN, 2, 0);
    happens(6, DR_EVENT_COMPUTE_END, 0);
    transfer(9, DR_EVENT_TRANSFER_END, 0, 1);
    transfer(12, DR_EVENT_TRANSFER_END, 2, 0);
    dr_account_close(account, 12);
    CU_ASSERT_EQUAL(rank->payload_s, 14);
    CU_ASSERT_EQUAL(rank->transfer_s, 10);
    CU_ASSERT_EQUAL(rank->payload_s - rank->transfer_s, 4);
    CU_ASSERT_EQUAL(rank->hidden_s, 3);
    CU_ASSERT_EQUAL(rank->transfer_s - rank->hidden_s, 7);
}

/* Two computations with a gap, and a payload that spans them. */
static void a_transfer_is_hidden_piece_by_piece(void)
{
    transfer(1, DR_EVENT_TRANSFER_BEGIN, 0, 1);
    happens(2, DR_EVENT_COMPUTE_BEGIN, 0);
    happens(4, DR_EVENT_COMPUTE_END, 0);
    happens(5, DR_EVENT_COMPUTE_BEGIN, 0);
    transfer(6, DR_EVENT_TRANSFER_END, 0, 1);
    happens(9, DR_EVENT_COMPUTE_END, 0);
    dr_account_close(account, 9);
    CU_ASSERT_EQUAL(account->ranks[0].payload_s, 5);
    CU_ASSERT_EQUAL(account->ranks[0].hidden_s, 3);
    CU_ASSERT_EQUAL(account->ranks[1].hidden_s, 0);
}

/*
 *           0    2    4    6    8   10
 * transfer       |==============|
 * 0          compute   | wait   |
 * 1         wait                |
 */
static void a_transfer_is_hidden_while_its_rank_computes(void)
{
    happens(0, DR_EVENT_COMPUTE_BEGIN, 0);
    happens(0, DR_EVENT_WAIT_BEGIN, 1);
    transfer(2, DR_EVENT_TRANSFER_BEGIN, 0, 1);
    happens(5, DR_EVENT_COMPUTE_END, 0);
    happens(5, DR_EVENT_WAIT_BEGIN, 0);
    transfer(8, DR_EVENT_TRANSFER_END, 0, 1);
    happens(8, DR_EVENT_WAIT_OVER, 0);
    happens(8, DR_EVENT_WAIT_OVER, 1);
    dr_account_close(account, 10);
    CU_ASSERT_EQUAL(account->ranks[0].transfer_s, 6);
    CU_ASSERT_EQUAL(account->ranks[0].hidden_s, 3);
    CU_ASSERT_EQUAL(account->ranks[0].compute_s, 5);
    CU_ASSERT_EQUAL(account->ranks[0].wait_s, 3);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 6);
    CU_ASSERT_EQUAL(account->ranks[1].hidden_s, 0);
    CU_ASSERT_EQUAL(account->ranks[1].wait_s, 8);
}

static void what_is_open_ends_with_the_run(void)
{
    happens(4, DR_EVENT_WAIT_BEGIN, 0);
    happens(5, DR_EVENT_COMPUTE_BEGIN, 1);
    transfer(6, DR_EVENT_TRANSFER_BEGIN, 1, 2);
    dr_account_close(account, 10);
    CU_ASSERT_EQUAL(account->ranks[0].wait_s, 6);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 4);
    CU_ASSERT_EQUAL(account->ranks[1].hidden_s, 4);
    CU_ASSERT_EQUAL(account->ranks[1].compute_s, 5);
}

/* Time that passes inside MPI, such as that of polling, hides nothing. */
static void a_transfer_is_not_hidden_by_a_rank_in_mpi(void)
{
    transfer(6, DR_EVENT_TRANSFER_BEGIN, 1, 2);
    transfer(8, DR_EVENT_TRANSFER_END, 1, 2);
    dr_account_close(account, 10);
    CU_ASSERT_EQUAL(account->ranks[1].transfer_s, 2);
    CU_ASSERT_EQUAL(account->ranks[1].hidden_s, 0);
}

static void a_rank_ends_when_its_main_does(void)
{
    happens(7, DR_EVENT_RANK_END, 1);
    dr_account_close(account, 10);
    CU_ASSERT_EQUAL(account->ranks[1].end_s, 7);
    CU_ASSERT_EQUAL(account->ranks[0].end_s, 10);
}


static CU_TestInfo tests[] = {
    {"time outside MPI is compute", time_outside_mpi_is_compute},
    {"time blocked in MPI is wait", time_blocked_in_mpi_is_wait},
    {"sends are counted with their bytes", sends_are_counted_with_their_bytes},
    {"sends are counted by size", sends_are_counted_by_size},
    {"what is hidden and what is exposed adds up",
     what_is_hidden_and_what_is_exposed_adds_up},
    {"a transfer is hidden piece by piece",
     a_transfer_is_hidden_piece_by_piece},
    {"a transfer belongs to both its ranks",
     a_transfer_belongs_to_both_its_ranks},
    {"a transfer to oneself counts once", a_transfer_to_oneself_counts_once},
    {"transfers at the same time count once",
     transfers_at_the_same_time_count_once},
    {"a transfer is hidden while its rank computes",
     a_transfer_is_hidden_while_its_rank_computes},
    {"a transfer is not hidden by a rank in MPI",
     a_transfer_is_not_hidden_by_a_rank_in_mpi},
    {"what is open ends with the run", what_is_open_ends_with_the_run},
    {"a rank ends when its main does", a_rank_ends_when_its_main_does},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"trace/account", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
