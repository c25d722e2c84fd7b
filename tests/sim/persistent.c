/*
 * persistent - requests made once and started often.  MPI-3.1, section 3.9.
 */
#include "expect.h"

enum {
    TAG = 1,
    ROUNDS = 5
};

static void all_modes_carry_the_buffer_of_each_start(int rank)
{
    char room[4 * (64 + MPI_BSEND_OVERHEAD)];
    int value[4], size;
    void *back;
    MPI_Request req[4];

    if (rank == 0) {
        MPI_Buffer_attach(room, sizeof room);
        MPI_Send_init(&value[0], 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &req[0]);
        MPI_Bsend_init(&value[1], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &req[1]);
        MPI_Ssend_init(&value[2], 1, MPI_INT, 1, 2, MPI_COMM_WORLD, &req[2]);
        MPI_Rsend_init(&value[3], 1, MPI_INT, 1, 3, MPI_COMM_WORLD, &req[3]);
    } else {
        for (int i = 0; i < 4; i++)
            MPI_Recv_init(&value[i], 1, MPI_INT, 0, i, MPI_COMM_WORLD, &req[i]);
    }
    for (int round = 0; round < ROUNDS; round++) {
        if (rank == 1)
            MPI_Startall(4, req);
        expect_meet(1 - rank); /* receives are started: ready is legal */
        for (int i = 0; i < 4 && rank == 0; i++)
            value[i] = 100 * round + i;
        if (rank == 0)
            MPI_Startall(4, req);
        MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
        for (int i = 0; i < 4; i++) {
            EXPECT(value[i] == 100 * round + i);
            EXPECT(req[i] != MPI_REQUEST_NULL);
        }
    }
    for (int i = 0; i < 4; i++) {
        MPI_Request_free(&req[i]);
        EXPECT(req[i] == MPI_REQUEST_NULL);
    }
    if (rank == 0)
        MPI_Buffer_detach(&back, &size);
}


static void inactive_request_completes_at_once_with_empty_status(int rank)
{
    int value = 0, flag = 0, index = 0, count = 5, indices[1];
    MPI_Status status = {.MPI_SOURCE = 77, .MPI_TAG = 77};
    MPI_Request req;

    MPI_Recv_init(&value, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD, &req);
    EXPECT(!MPI_Wait(&req, &status) && expect_empty(&status));
    status.MPI_SOURCE = 77;
    EXPECT(!MPI_Test(&req, &flag, &status) && flag && expect_empty(&status));
    status.MPI_SOURCE = 77;
    EXPECT(!MPI_Waitall(1, &req, &status) && expect_empty(&status));
    status.MPI_SOURCE = 77;
    EXPECT(!MPI_Waitany(1, &req, &index, &status));
    EXPECT(index == MPI_UNDEFINED && expect_empty(&status));
    flag = 0;
    EXPECT(!MPI_Testany(1, &req, &index, &flag, &status));
    EXPECT(flag && index == MPI_UNDEFINED);
    MPI_Waitsome(1, &req, &count, indices, &status);
    EXPECT(count == MPI_UNDEFINED);
    MPI_Testsome(1, &req, &count, indices, &status);
    EXPECT(count == MPI_UNDEFINED);
    EXPECT(req != MPI_REQUEST_NULL);
    MPI_Request_free(&req);
}


/* The operation goes on; only the handle is gone. */
static void freeing_an_active_request_lets_it_finish(int rank)
{
    static int value; /* outlives the request */
    MPI_Request req;

    if (rank == 0) {
        value = 42;
        MPI_Send_init(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
        MPI_Start(&req);
        MPI_Request_free(&req);
        EXPECT(req == MPI_REQUEST_NULL);
        MPI_Isend(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
        MPI_Request_free(&req);
        expect_meet(1);
    } else {
        int got[2] = {0, 0};

        MPI_Recv(&got[0], 1, MPI_INT, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Recv(&got[1], 1, MPI_INT, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        EXPECT(got[0] == 42 && got[1] == 42);
        expect_meet(0);
    }
}


static void start_makes_one_request_active(int rank)
{
    int mine = rank + 1, theirs = 0, flag = 0;
    MPI_Request send, recv;
    MPI_Status status;

    MPI_Send_init(&mine, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD, &send);
    MPI_Recv_init(&theirs, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG,
                  MPI_COMM_WORLD, &recv);
    for (int i = 0; i < ROUNDS; i++) {
        theirs = 0;
        MPI_Start(&recv);
        MPI_Start(&send);
        MPI_Wait(&send, MPI_STATUS_IGNORE);
        for (flag = 0; !flag;)
            MPI_Test(&recv, &flag, &status);
        EXPECT(theirs == 2 - rank);
        EXPECT(status.MPI_SOURCE == 1 - rank && status.MPI_TAG == TAG);
        expect_meet(1 - rank);
    }
    MPI_Request_free(&send);
    MPI_Request_free(&recv);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    all_modes_carry_the_buffer_of_each_start(rank);
    inactive_request_completes_at_once_with_empty_status(rank);
    freeing_an_active_request_lets_it_finish(rank);
    start_makes_one_request_active(rank);
    return expect_end();
}
