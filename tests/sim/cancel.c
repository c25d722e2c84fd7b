/*
 * cancel - a receive that nobody answers can be taken back.
 * MPI-3.1, section 3.8.4.
 */
#include "expect.h"

enum {
    TAG = 3
};

static void unmatched_receive_is_cancelled(int rank)
{
    int value = 1, flag = 0, index = 9;
    MPI_Request req;
    MPI_Status status;

    MPI_Irecv(&value, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD, &req);
    EXPECT(!MPI_Cancel(&req));
    EXPECT(req != MPI_REQUEST_NULL); /* it still must be completed */
    MPI_Wait(&req, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(flag && req == MPI_REQUEST_NULL && value == 1);

    MPI_Irecv(&value, 1, MPI_INT, MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &req);
    MPI_Cancel(&req);
    flag = 0;
    MPI_Waitany(1, &req, &index, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(flag && index == 0);

    MPI_Irecv(&value, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD, &req);
    MPI_Cancel(&req);
    MPI_Request_free(&req); /* completing it this way is allowed too */
    EXPECT(req == MPI_REQUEST_NULL);
}


static void cancelled_receive_takes_no_message(int rank)
{
    int value = 0, first = -1, flag = 0;
    MPI_Request req;
    MPI_Status status;

    if (rank == 0) {
        MPI_Irecv(&first, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
        MPI_Cancel(&req);
        MPI_Wait(&req, &status);
        MPI_Test_cancelled(&status, &flag);
        EXPECT(flag);
        expect_meet(1);
        MPI_Recv(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &status);
        MPI_Test_cancelled(&status, &flag);
        EXPECT(value == 4 && first == -1 && !flag);
    } else {
        value = 4;
        expect_meet(0);
        MPI_Send(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD);
    }
}


static void completed_receive_is_not_cancelled(int rank)
{
    int value = 5, flag = 1;
    MPI_Request req;
    MPI_Status status;

    if (rank == 1) {
        MPI_Send(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD);
        expect_meet(0);
        return;
    }
    value = 0;
    MPI_Irecv(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
    for (int done = 0; !done;)
        MPI_Request_get_status(req, &done, &status);
    MPI_Cancel(&req);
    MPI_Wait(&req, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(!flag && value == 5 && status.MPI_SOURCE == 1);
    expect_meet(1);
}


static void cancelled_persistent_receive_can_start_again(int rank)
{
    int value = 6, flag = 0;
    MPI_Request req;
    MPI_Status status;

    if (rank == 1) {
        expect_meet(0);
        MPI_Send(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD);
        return;
    }
    value = 0;
    MPI_Recv_init(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
    MPI_Start(&req);
    MPI_Cancel(&req);
    MPI_Wait(&req, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(flag && req != MPI_REQUEST_NULL);
    MPI_Start(&req);
    expect_meet(1);
    MPI_Wait(&req, &status);
    MPI_Test_cancelled(&status, &flag);
    EXPECT(!flag && value == 6);
    MPI_Request_free(&req);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    unmatched_receive_is_cancelled(rank);
    cancelled_receive_takes_no_message(rank);
    completed_receive_is_not_cancelled(rank);
    cancelled_persistent_receive_can_start_again(rank);
    return expect_end();
}
