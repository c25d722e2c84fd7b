/*
 * grequests - generalized requests: what their callbacks are told, and when.
 * MPI-3.1, section 12.2.  With an argument also facts on which MPIs differ.
 */
#include "expect.h"

enum {
    RANKS = 2,
    TAG = 7,
    COUNT = 3 /* elements that query tells of */
};

/* The callbacks count their calls. */
struct state {
    int queries, frees, cancels, complete;
    int query_error, free_error;
};

static const MPI_Comm comm = MPI_COMM_WORLD;

static int query(void *extra_state, MPI_Status *status)
{
    struct state *state = extra_state;

    state->queries++;
    MPI_Status_set_elements(status, MPI_INT, COUNT);
    MPI_Status_set_cancelled(status, state->cancels > 0);
    status->MPI_SOURCE = 11;
    status->MPI_TAG = 12;
    return state->query_error;
}

static int release(void *extra_state)
{
    struct state *state = extra_state;

    state->frees++;
    return state->free_error;
}

static int cancel(void *extra_state, int complete)
{
    struct state *state = extra_state;

    state->cancels++;
    state->complete = complete;
    return MPI_SUCCESS;
}

static MPI_Request start(struct state *state)
{
    MPI_Request request;

    *state = (struct state){0};
    MPI_Grequest_start(query, release, cancel, state, &request);
    return request;
}

static int is_querys(const MPI_Status *status)
{
    int count;

    MPI_Get_count(status, MPI_INT, &count);
    return status->MPI_SOURCE == 11 && status->MPI_TAG == 12 && count == COUNT;
}

static void a_wait_and_a_test_end_one(void)
{
    struct state state;
    MPI_Request request = start(&state);
    MPI_Status status;
    int flag = 1;

    MPI_Test(&request, &flag, &status);
    EXPECT(!flag && state.queries == 0 && state.frees == 0);
    MPI_Grequest_complete(request);
    EXPECT(state.queries == 0 && state.frees == 0);
    MPI_Request_get_status(request, &flag, &status);
    EXPECT(flag && is_querys(&status));
    EXPECT(state.queries == 1 && state.frees == 0);
    MPI_Wait(&request, &status);
    EXPECT(is_querys(&status) && request == MPI_REQUEST_NULL);
    EXPECT(state.queries == 2 && state.frees == 1 && state.cancels == 0);

    request = start(&state);
    MPI_Grequest_complete(request);
    MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
    EXPECT(flag && request == MPI_REQUEST_NULL);
    EXPECT(state.queries == 1 && state.frees == 1);
}

/* One that never ends before the others do, a message, and one that ended. */
static void they_are_some_of_several(int rank)
{
    struct state state[2];
    MPI_Request req[3];
    MPI_Status status[3];
    int index, count, flag, indices[3], value = -1;

    req[0] = start(&state[0]);
    req[1] = start(&state[1]);
    MPI_Irecv(&value, 1, MPI_INT, 1 - rank, TAG, comm, &req[2]);
    MPI_Grequest_complete(req[1]);
    MPI_Testany(2, req, &index, &flag, status);
    EXPECT(flag && index == 1 && is_querys(status) && state[1].frees == 1);
    MPI_Send(&rank, 1, MPI_INT, 1 - rank, TAG, comm);
    MPI_Waitany(3, req, &index, status);
    EXPECT(index == 2 && value == 1 - rank && status->MPI_TAG == TAG);
    MPI_Testsome(3, req, &count, indices, status);
    EXPECT(count == 0 && state[0].queries == 0);
    MPI_Grequest_complete(req[0]);
    MPI_Waitsome(3, req, &count, indices, status);
    EXPECT(count == 1 && indices[0] == 0 && is_querys(status));

    req[0] = start(&state[0]);
    req[1] = start(&state[1]);
    MPI_Irecv(&value, 1, MPI_INT, 1 - rank, TAG, comm, &req[2]);
    MPI_Send(&rank, 1, MPI_INT, 1 - rank, TAG, comm);
    MPI_Grequest_complete(req[0]);
    MPI_Testall(3, req, &flag, status);
    EXPECT(!flag && state[0].frees == 0);
    MPI_Grequest_complete(req[1]);
    MPI_Waitall(3, req, status);
    EXPECT(is_querys(&status[0]) && is_querys(&status[1]));
    EXPECT(status[2].MPI_SOURCE == 1 - rank);
    EXPECT(state[0].frees == 1 && state[1].frees == 1);
}

/* The MPIs that were asked are not of one mind about these two. */
static void free_waits_for_completion(void)
{
    struct state state;
    MPI_Request request = start(&state), copy = request;

    MPI_Request_free(&request);
    EXPECT(request == MPI_REQUEST_NULL && state.frees == 0);
    MPI_Grequest_complete(copy);
    EXPECT(state.frees == 1 && state.queries == 0);
}

static void an_error_of_free_is_returned(void)
{
    struct state state;
    MPI_Request request = start(&state);

    state.free_error = MPI_ERR_ARG;
    MPI_Grequest_complete(request);
    EXPECT(expect_class(MPI_Wait(&request, MPI_STATUS_IGNORE)) == MPI_ERR_ARG);
}

static void a_freed_one_ends_when_complete(void)
{
    struct state state;
    MPI_Request request = start(&state);

    MPI_Grequest_complete(request);
    EXPECT(state.frees == 0);
    MPI_Request_free(&request);
    EXPECT(request == MPI_REQUEST_NULL && state.frees == 1);
}

static void a_cancelled_one_must_still_be_completed(void)
{
    struct state state;
    MPI_Request request = start(&state);
    MPI_Status status;
    int flag;

    MPI_Cancel(&request);
    EXPECT(state.cancels == 1 && !state.complete && state.frees == 0);
    MPI_Grequest_complete(request);
    MPI_Cancel(&request);
    EXPECT(state.cancels == 2 && state.complete);
    MPI_Wait(&request, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(flag && state.frees == 1);
}

static void errors_of_callbacks_are_returned(void)
{
    struct state state[2];
    MPI_Request req[2] = {start(&state[0])};
    MPI_Status status[2];

    state[0].query_error = MPI_ERR_OTHER;
    MPI_Grequest_complete(req[0]);
    EXPECT(expect_class(MPI_Wait(&req[0], MPI_STATUS_IGNORE)) == MPI_ERR_OTHER);
    EXPECT(state[0].frees == 1);

    req[0] = start(&state[0]);
    req[1] = start(&state[1]);
    state[1].query_error = MPI_ERR_OTHER;
    MPI_Grequest_complete(req[0]);
    MPI_Grequest_complete(req[1]);
    EXPECT(expect_class(MPI_Waitall(2, req, status)) == MPI_ERR_IN_STATUS);
    EXPECT(status[0].MPI_ERROR == MPI_SUCCESS);
    EXPECT(expect_class(status[1].MPI_ERROR) == MPI_ERR_OTHER);
    EXPECT(state[0].frees == 1 && state[1].frees == 1);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    a_wait_and_a_test_end_one();
    they_are_some_of_several(rank);
    a_freed_one_ends_when_complete();
    a_cancelled_one_must_still_be_completed();
    errors_of_callbacks_are_returned();
    if (argc > 1) {
        free_waits_for_completion();
        an_error_of_free_is_returned();
    }
    return expect_end();
}
