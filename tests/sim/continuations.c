/*
 * continuations - DR_Then and DR_Then_all: when callbacks run, what they are
 * told, and what becomes of their requests.
 */
#include "expect.h"

#include <dryrun.h>

enum {
    RANKS = 2,
    TAG = 7,
    OTHER = 8
};

static const MPI_Comm comm = MPI_COMM_WORLD;
static int rank, other;

/* What a callback has seen. */
struct seen {
    int calls, order, source, tag, count, error;
    int answer; /* that it returns */
};
static int clock_of_calls;

static int note(MPI_Status statuses[], void *data, MPI_Request *next)
{
    struct seen *seen = data;

    EXPECT(*next == MPI_REQUEST_NULL);
    seen->calls++;
    seen->order = ++clock_of_calls;
    seen->source = statuses[0].MPI_SOURCE;
    seen->tag = statuses[0].MPI_TAG;
    seen->error = statuses[0].MPI_ERROR;
    MPI_Get_count(&statuses[0], MPI_INT, &seen->count);
    return seen->answer;
}

static MPI_Request receive(int *value, int tag)
{
    MPI_Request request;

    MPI_Irecv(value, 1, MPI_INT, other, tag, comm, &request);
    return request;
}

static void send(int value, int tag)
{
    MPI_Send(&value, 1, MPI_INT, other, tag, comm);
}

static void callback_runs_once_in_the_wait(void)
{
    struct seen seen = {0};
    int value = 0;
    MPI_Request request = receive(&value, TAG), was = request;

    EXPECT(DR_Then(&request, note, &seen) == MPI_SUCCESS);
    EXPECT(request != MPI_REQUEST_NULL && request != was);
    send(5, TAG);
    expect_meet(other);
    EXPECT(seen.calls == 0);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(request == MPI_REQUEST_NULL);
    EXPECT(seen.calls == 1 && value == 5);
    EXPECT(seen.source == other && seen.tag == TAG && seen.count == 1);
    EXPECT(seen.error == MPI_SUCCESS);
}

static void test_runs_it_too(void)
{
    struct seen seen = {0};
    int value = 0, flag = 0;
    MPI_Request request = receive(&value, TAG);

    DR_Then(&request, note, &seen);
    send(6, TAG);
    while (!flag)
        MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
    EXPECT(seen.calls == 1 && value == 6);
}

static void null_request_counts_as_complete(void)
{
    MPI_Request request = MPI_REQUEST_NULL;
    struct seen seen = {0};

    DR_Then(&request, note, &seen);
    EXPECT(seen.calls == 0);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(seen.calls == 1 && seen.source == MPI_ANY_SOURCE);
}

static void waiting_for_something_else_runs_it(void)
{
    struct seen seen = {0};
    int first = 0, second = 0, flag = 0;
    MPI_Request watched = receive(&first, TAG);
    MPI_Request plain = receive(&second, OTHER);

    DR_Then(&watched, note, &seen);
    send(1, TAG);
    send(2, OTHER);
    expect_meet(other);
    EXPECT(seen.calls == 0);
    MPI_Wait(&plain, MPI_STATUS_IGNORE);
    EXPECT(second == 2 && seen.calls == 1);
    MPI_Test(&watched, &flag, MPI_STATUS_IGNORE);
    EXPECT(flag);
}

static void all_waits_for_every_part(void)
{
    struct seen seen = {0};
    int values[3] = {0};
    MPI_Request parts[4], request;

    for (int i = 0; i < 3; i++)
        parts[i] = receive(&values[i], TAG + i);
    parts[3] = MPI_REQUEST_NULL;
    DR_Then_all(4, parts, note, &seen, &request);
    for (int i = 0; i < 4; i++)
        EXPECT(parts[i] == MPI_REQUEST_NULL);
    for (int i = 2; i >= 0; i--)
        send(10 + i, TAG + i);
    MPI_Waitall(1, &request, MPI_STATUSES_IGNORE);
    EXPECT(seen.calls == 1);
    EXPECT(values[0] == 10 && values[1] == 11 && values[2] == 12);
    DR_Then_all(0, NULL, note, &seen, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(seen.calls == 2);
}

static void those_that_are_ready_run_in_order(void)
{
    struct seen seen[3] = {{0}};
    int values[3];
    MPI_Request requests[3];

    for (int i = 0; i < 3; i++) {
        requests[i] = receive(&values[i], TAG + i);
        DR_Then(&requests[i], note, &seen[i]);
    }
    for (int i = 2; i >= 0; i--)
        send(i, TAG + i);
    expect_meet(other);
    MPI_Waitall(3, requests, MPI_STATUSES_IGNORE);
    EXPECT(seen[0].order < seen[1].order && seen[1].order < seen[2].order);
}

/* A callback whose request is over when the receive it starts is. */
static int reply_value;

static int receive_more(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    *next = receive(&reply_value, OTHER);
    return MPI_SUCCESS;
}

static void continuation_follows_what_its_callback_starts(void)
{
    struct seen seen = {0};
    int value = 0, flag = 0;
    MPI_Request request = receive(&value, TAG);
    MPI_Status status;

    DR_Then(&request, receive_more, NULL);
    DR_Then(&request, note, &seen);
    send(1, TAG);
    expect_meet(other);
    MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
    EXPECT(!flag && seen.calls == 0);
    expect_meet(other);
    send(77, OTHER);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(reply_value == 77 && seen.calls == 1);

    request = receive(&value, TAG);
    DR_Then(&request, receive_more, NULL);
    send(1, TAG);
    send(78, OTHER);
    MPI_Wait(&request, &status);
    EXPECT(reply_value == 78 && status.MPI_TAG == OTHER);
}

static void wait_any_and_some_see_promises(void)
{
    struct seen seen[2] = {{0}};
    int values[2], index, count, indices[2];
    MPI_Request requests[2];

    for (int i = 0; i < 2; i++) {
        requests[i] = receive(&values[i], TAG + i);
        DR_Then(&requests[i], note, &seen[i]);
    }
    send(1, TAG + 1);
    MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
    EXPECT(index == 1 && seen[1].calls == 1 && seen[0].calls == 0);
    expect_meet(other);
    send(0, TAG);
    MPI_Waitsome(2, requests, &count, indices, MPI_STATUSES_IGNORE);
    EXPECT(count == 1 && indices[0] == 0 && seen[0].calls == 1);
}

static void an_error_of_a_callback_is_its_requests(void)
{
    struct seen seen = {.answer = MPI_ERR_OTHER};
    MPI_Request request = MPI_REQUEST_NULL;

    DR_Then(&request, note, &seen);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    EXPECT(MPI_Wait(&request, MPI_STATUS_IGNORE) == MPI_ERR_OTHER);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
    EXPECT(request == MPI_REQUEST_NULL && seen.calls == 1);
}

static void an_error_of_an_operation_is_told_to_the_callback(void)
{
    struct seen seen = {0};
    int value = 0, two[2] = {1, 2};
    MPI_Request request;

    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    request = receive(&value, TAG);
    DR_Then(&request, note, &seen);
    MPI_Send(two, 2, MPI_INT, other, TAG, comm);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
    EXPECT(seen.calls == 1 && expect_class(seen.error) == MPI_ERR_TRUNCATE);
}

static void what_cannot_be_attached_is_refused(void)
{
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    EXPECT(DR_Then(&request, NULL, NULL) == MPI_ERR_ARG);
    EXPECT(DR_Then_all(-1, &request, note, NULL, &request) == MPI_ERR_COUNT);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_ARE_FATAL);
}

/* A persistent receive that its callback starts again, some times. */
struct series {
    MPI_Request receive;
    int value, sum, left, source;
    int follows; /* the continuation is over with the next start */
};

static int add_and_restart(MPI_Status statuses[], void *data, MPI_Request *next)
{
    struct series *series = data;
    int flag = 0;

    series->source = statuses[0].MPI_SOURCE;
    series->sum += series->value;
    MPI_Request_get_status(series->receive, &flag, MPI_STATUS_IGNORE);
    EXPECT(flag); /* inactive */
    if (series->left-- == 0)
        return MPI_SUCCESS;
    MPI_Start(&series->receive);
    *next = series->receive;
    if (!series->follows)
        DR_Then(next, add_and_restart, series);
    return MPI_SUCCESS;
}

static void callback_starts_its_persistent_request_again(void)
{
    struct series series = {.left = 3};
    MPI_Request request;

    MPI_Recv_init(&series.value, 1, MPI_INT, other, TAG, comm, &series.receive);
    request = series.receive;
    MPI_Start(&request);
    DR_Then(&request, add_and_restart, &series);
    EXPECT(request != MPI_REQUEST_NULL && request != series.receive);
    for (int i = 1; i <= 4; i++)
        send(i, TAG);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(series.sum == 10 && series.source == other && series.left == -1);
    MPI_Start(&series.receive);
    send(5, TAG);
    MPI_Wait(&series.receive, MPI_STATUS_IGNORE);
    EXPECT(series.value == 5 && series.receive != MPI_REQUEST_NULL);
    MPI_Request_free(&series.receive);
}

static void continuation_follows_a_persistent_request(void)
{
    struct series series = {.left = 1, .follows = 1};
    MPI_Request request;
    MPI_Status status;

    MPI_Recv_init(&series.value, 1, MPI_INT, other, MPI_ANY_TAG, comm,
                  &series.receive);
    request = series.receive;
    MPI_Start(&request);
    DR_Then(&request, add_and_restart, &series);
    send(1, TAG);
    send(2, OTHER);
    MPI_Wait(&request, &status);
    EXPECT(series.sum == 1 && series.value == 2 && status.MPI_TAG == OTHER);
    MPI_Request_free(&series.receive);
}

static void inactive_request_counts_as_complete(void)
{
    struct seen seen = {0};
    MPI_Request receive, request;
    int value = 0;

    MPI_Recv_init(&value, 1, MPI_INT, other, TAG, comm, &receive);
    request = receive;
    DR_Then(&request, note, &seen);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    EXPECT(seen.calls == 1 && seen.source == MPI_ANY_SOURCE);
    EXPECT(seen.tag == MPI_ANY_TAG && seen.count == 0);
    MPI_Start(&receive);
    send(8, TAG);
    MPI_Wait(&receive, MPI_STATUS_IGNORE);
    EXPECT(value == 8);
    MPI_Request_free(&receive);
}

static void all_waits_for_persistent_parts_too(void)
{
    struct seen seen = {0};
    int values[2] = {0}, out = 4;
    MPI_Request kept[2], parts[3], request;

    MPI_Recv_init(&values[0], 1, MPI_INT, other, TAG, comm, &kept[0]);
    MPI_Send_init(&out, 1, MPI_INT, other, OTHER, comm, &kept[1]);
    for (int round = 1; round <= 2; round++) {
        MPI_Startall(2, kept);
        parts[0] = kept[0];
        parts[1] = kept[1];
        parts[2] = receive(&values[1], OTHER);
        DR_Then_all(3, parts, note, &seen, &request);
        for (int i = 0; i < 3; i++)
            EXPECT(parts[i] == MPI_REQUEST_NULL);
        send(round, TAG);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        EXPECT(seen.calls == round && values[0] == round && values[1] == 4);
        EXPECT(seen.source == other && seen.tag == TAG && seen.count == 1);
    }
    MPI_Request_free(&kept[0]);
    MPI_Request_free(&kept[1]);
}

static struct seen last;

static void finalize_waits_for_what_is_left(void)
{
    static int value;
    MPI_Request request = receive(&value, TAG);

    DR_Then(&request, note, &last);
    MPI_Request_free(&request);
    send(3, TAG);
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, RANKS);
    other = 1 - rank;
    callback_runs_once_in_the_wait();
    test_runs_it_too();
    null_request_counts_as_complete();
    waiting_for_something_else_runs_it();
    all_waits_for_every_part();
    those_that_are_ready_run_in_order();
    continuation_follows_what_its_callback_starts();
    wait_any_and_some_see_promises();
    an_error_of_a_callback_is_its_requests();
    an_error_of_an_operation_is_told_to_the_callback();
    what_cannot_be_attached_is_refused();
    callback_starts_its_persistent_request_again();
    continuation_follows_a_persistent_request();
    inactive_request_counts_as_complete();
    all_waits_for_persistent_parts_too();
    finalize_waits_for_what_is_left();
    MPI_Barrier(comm);
    MPI_Finalize();
    if (last.calls != 1 || last.tag != TAG)
        return 1;
    if (rank == 0)
        puts("ok");
    return 0;
}
