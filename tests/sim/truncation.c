/*
 * truncation - a message longer than its receive is MPI_ERR_TRUNCATE at the
 * receiver; the program may go on.  MPI-3.1, section 3.2.2.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 18
};

static void blocking_receive_returns_the_error(int rank)
{
    int data[4] = {1, 2, 3, 4}, got[3] = {-1, -1, -1}, code;
    MPI_Status status;

    if (rank == 0) {
        MPI_Send(data, 4, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    code = MPI_Recv(got, 2, MPI_INT, 0, TAG, MPI_COMM_WORLD, &status);
    EXPECT(expect_class(code) == MPI_ERR_TRUNCATE);
    EXPECT(got[2] == -1); /* never written beyond the buffer */
    EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
}


static void wait_and_test_return_the_error(int rank)
{
    int data[4] = {1, 2, 3, 4}, got[3] = {-1, -1, -1}, flag = 0, code;
    MPI_Request req;

    for (int i = 0; i < 2; i++) {
        if (rank == 0) {
            expect_meet(1);
            MPI_Ssend(data, 4, MPI_INT, 1, TAG, MPI_COMM_WORLD);
            continue;
        }
        MPI_Irecv(got, 2, MPI_INT, 0, TAG, MPI_COMM_WORLD, &req);
        expect_meet(0);
        if (i == 0)
            code = MPI_Wait(&req, MPI_STATUS_IGNORE);
        else
            do
                code = MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
            while (code == MPI_SUCCESS && !flag);
        EXPECT(expect_class(code) == MPI_ERR_TRUNCATE);
        EXPECT(req == MPI_REQUEST_NULL && got[2] == -1);
    }
}


static void large_messages_are_truncated_too(int rank)
{
    int *data = calloc(LARGE, sizeof *data), code;

    data[LARGE / 2] = -1;
    if (rank == 0) {
        data[LARGE / 2] = 1;
        MPI_Send(data, LARGE, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        code = MPI_Recv(data, LARGE / 2, MPI_INT, 0, TAG, MPI_COMM_WORLD,
                        MPI_STATUS_IGNORE);
        EXPECT(expect_class(code) == MPI_ERR_TRUNCATE);
        EXPECT(data[LARGE / 2] == -1);
    }
    free(data);
}


static void messages_after_it_arrive_whole(int rank)
{
    int value = 5;

    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        value = 0;
        EXPECT(!MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD,
                         MPI_STATUS_IGNORE));
        EXPECT(value == 5);
    }
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    blocking_receive_returns_the_error(rank);
    wait_and_test_return_the_error(rank);
    large_messages_are_truncated_too(rank);
    messages_after_it_arrive_whole(rank);
    return expect_end();
}
