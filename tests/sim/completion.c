/*
 * completion - Wait and Test, for one, any, some and all requests.
 * MPI-3.1, sections 3.7.3 to 3.7.5.
 */
#include "expect.h"

enum {
    N = 4
};

/* Rank 1 posts N receives with tags 0..N-1; rank 0 sends tag by tag when it
 * is told to. */
static void post(int *got, MPI_Request *req)
{
    for (int i = 0; i < N; i++) {
        got[i] = -1;
        MPI_Irecv(&got[i], 1, MPI_INT, 0, i, MPI_COMM_WORLD, &req[i]);
    }
}

static void send_tag(int tag)
{
    int value = 10 * tag;

    MPI_Send(&value, 1, MPI_INT, 1, tag, MPI_COMM_WORLD);
}


static void wait_and_test_null_requests(void)
{
    MPI_Request null[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    MPI_Status status[2];
    int flag = 0, index = 0, count = 0, indices[2];

    EXPECT(!MPI_Wait(&null[0], &status[0]) && expect_empty(&status[0]));
    EXPECT(!MPI_Test(&null[0], &flag, &status[1]) && flag);
    EXPECT(expect_empty(&status[1]));
    status[0].MPI_SOURCE = status[1].MPI_TAG = 55;
    EXPECT(!MPI_Waitall(2, null, status));
    EXPECT(expect_empty(&status[0]) && expect_empty(&status[1]));
    flag = 0;
    EXPECT(!MPI_Testall(2, null, &flag, status) && flag);
    status[0].MPI_SOURCE = 55;
    EXPECT(!MPI_Waitany(2, null, &index, status) && index == MPI_UNDEFINED);
    EXPECT(expect_empty(&status[0]));
    flag = index = 0;
    status[0].MPI_SOURCE = 55;
    EXPECT(!MPI_Testany(2, null, &index, &flag, status));
    EXPECT(flag && index == MPI_UNDEFINED && expect_empty(&status[0]));
    EXPECT(!MPI_Waitsome(2, null, &count, indices, status));
    EXPECT(count == MPI_UNDEFINED);
    count = 0;
    EXPECT(!MPI_Testsome(2, null, &count, indices, status));
    EXPECT(count == MPI_UNDEFINED);
}


static void empty_lists_are_complete(void)
{
    int flag = 0, index = 0, count = 0;

    EXPECT(!MPI_Waitall(0, NULL, MPI_STATUSES_IGNORE));
    EXPECT(!MPI_Testall(0, NULL, &flag, MPI_STATUSES_IGNORE) && flag);
    EXPECT(!MPI_Waitany(0, NULL, &index, MPI_STATUS_IGNORE));
    EXPECT(index == MPI_UNDEFINED);
    flag = index = 0;
    EXPECT(!MPI_Testany(0, NULL, &index, &flag, MPI_STATUS_IGNORE));
    EXPECT(flag && index == MPI_UNDEFINED);
    EXPECT(!MPI_Waitsome(0, NULL, &count, NULL, MPI_STATUSES_IGNORE));
    EXPECT(count == MPI_UNDEFINED);
    count = 0;
    EXPECT(!MPI_Testsome(0, NULL, &count, NULL, MPI_STATUSES_IGNORE));
    EXPECT(count == MPI_UNDEFINED);
}


static void waitany_returns_what_came_and_nulls_it(int rank)
{
    static const int order[N] = {2, 0, 3, 1};
    int got[N], index;
    MPI_Request req[N];
    MPI_Status status;

    if (rank == 1)
        post(got, req);
    for (int i = 0; i < N; i++) {
        if (rank == 0) {
            send_tag(order[i]);
        } else {
            MPI_Waitany(N, req, &index, &status);
            EXPECT(index == order[i] && got[index] == 10 * index);
            EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == index);
            EXPECT(req[index] == MPI_REQUEST_NULL);
        }
        expect_meet(1 - rank);
    }
}


static void testany_says_no_until_something_came(int rank)
{
    int got[N], index = 0, flag = 1;
    MPI_Request req[N];
    MPI_Status status;

    if (rank == 1) {
        post(got, req);
        MPI_Testany(N, req, &index, &flag, &status);
        EXPECT(!flag && index == MPI_UNDEFINED);
    }
    expect_meet(1 - rank);
    for (int i = 0; i < N; i++) {
        if (rank == 0) {
            send_tag(i);
        } else {
            for (flag = 0; !flag;)
                MPI_Testany(N, req, &index, &flag, &status);
            EXPECT(index == i && got[i] == 10 * i && status.MPI_TAG == i);
            EXPECT(req[i] == MPI_REQUEST_NULL);
        }
        expect_meet(1 - rank);
    }
}


static void waitsome_and_testsome_return_all_that_came(int rank)
{
    int got[N], indices[N], seen = 0, count = 7;
    MPI_Request req[N];
    MPI_Status status[N];

    if (rank == 1) {
        post(got, req);
        MPI_Testsome(N, req, &count, indices, status);
        EXPECT(count == 0);
    }
    expect_meet(1 - rank);
    for (int i = N - 1; i >= 0 && rank == 0; i--)
        send_tag(i);
    expect_meet(1 - rank); /* all sent: each comes once, in any grouping */
    while (rank == 1 && seen < N) {
        if (seen == 0)
            MPI_Waitsome(N, req, &count, indices, status);
        else
            MPI_Testsome(N, req, &count, indices, status);
        EXPECT(count >= (seen == 0) && count <= N - seen);
        for (int i = 0; i < count; i++) {
            EXPECT(req[indices[i]] == MPI_REQUEST_NULL);
            EXPECT(status[i].MPI_TAG == indices[i]);
            EXPECT(got[indices[i]] == 10 * indices[i]);
        }
        seen += count;
    }
    if (rank == 1) {
        MPI_Waitsome(N, req, &count, indices, status);
        EXPECT(count == MPI_UNDEFINED);
    }
}


static void testall_is_all_or_nothing(int rank)
{
    int got[N], flag = 1;
    MPI_Request req[N];
    MPI_Status status[N];

    if (rank == 0) {
        for (int i = 0; i < N - 1; i++)
            send_tag(i);
        expect_meet(1);
        expect_meet(1);
        send_tag(N - 1);
        return;
    }
    post(got, req);
    expect_meet(0);
    for (int i = 0; i < 50; i++) {
        MPI_Testall(N, req, &flag, status);
        EXPECT(!flag);
    }
    for (int i = 0; i < N; i++)
        EXPECT(req[i] != MPI_REQUEST_NULL);
    expect_meet(0);
    for (flag = 0; !flag;)
        MPI_Testall(N, req, &flag, status);
    for (int i = 0; i < N; i++) {
        EXPECT(req[i] == MPI_REQUEST_NULL);
        EXPECT(status[i].MPI_TAG == i && got[i] == 10 * i);
    }
}


/* One of the receives is too small: its status says so, and the others
 * succeed. */
static void waitall_reports_each_error_in_its_status(int rank)
{
    int got[N][2], three[3] = {1, 2, 3}, code;
    MPI_Request req[N];
    MPI_Status status[N];

    if (rank == 0) {
        expect_meet(1);
        for (int i = 0; i < N; i++)
            MPI_Send(three, i == 2 ? 3 : 2, MPI_INT, 1, i, MPI_COMM_WORLD);
        return;
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    for (int i = 0; i < N; i++)
        MPI_Irecv(got[i], 2, MPI_INT, 0, i, MPI_COMM_WORLD, &req[i]);
    expect_meet(0);
    code = MPI_Waitall(N, req, status);
    EXPECT(expect_class(code) == MPI_ERR_IN_STATUS);
    EXPECT(expect_class(status[2].MPI_ERROR) == MPI_ERR_TRUNCATE);
    for (int i = 0; i < N; i++) {
        if (i != 2 && status[i].MPI_ERROR == MPI_ERR_PENDING)
            MPI_Wait(&req[i], &status[i]);
        else if (i != 2)
            EXPECT(status[i].MPI_ERROR == MPI_SUCCESS);
        EXPECT(i == 2 || (got[i][0] == 1 && got[i][1] == 2));
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
}


static void get_status_of_nothing_is_empty(void)
{
    MPI_Status status = {.MPI_SOURCE = 5, .MPI_TAG = 6};
    int flag = 0;

    EXPECT(!MPI_Request_get_status(MPI_REQUEST_NULL, &flag, &status) && flag);
    EXPECT(expect_empty(&status));
}


static void get_status_leaves_the_request_alone(int rank)
{
    int value = 3, got = 0, flag = 1;
    MPI_Request req;
    MPI_Status status;

    if (rank == 0) {
        expect_meet(1);
        MPI_Send(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        return;
    }
    MPI_Irecv(&got, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &req);
    MPI_Request_get_status(req, &flag, &status);
    EXPECT(!flag);
    expect_meet(0);
    while (!flag)
        MPI_Request_get_status(req, &flag, &status);
    EXPECT(req != MPI_REQUEST_NULL && got == 3 && status.MPI_SOURCE == 0);
    MPI_Request_get_status(req, &flag, MPI_STATUS_IGNORE);
    EXPECT(flag);
    MPI_Wait(&req, &status);
    EXPECT(req == MPI_REQUEST_NULL && status.MPI_SOURCE == 0);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    wait_and_test_null_requests();
    empty_lists_are_complete();
    waitany_returns_what_came_and_nulls_it(rank);
    testany_says_no_until_something_came(rank);
    waitsome_and_testsome_return_all_that_came(rank);
    testall_is_all_or_nothing(rank);
    expect_meet(1 - rank);
    waitall_reports_each_error_in_its_status(rank);
    get_status_of_nothing_is_empty();
    get_status_leaves_the_request_alone(rank);
    return expect_end();
}
