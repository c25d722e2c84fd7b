/*
 * send_modes - standard, buffered, synchronous and ready; blocking and not.
 * MPI-3.1, sections 3.4 and 3.7.2.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 18 /* ints: above any eager limit */
};

static void every_blocking_mode_carries_the_value(int rank)
{
    int value[4] = {10, 11, 12, 13}, got[4], size;
    char room[256 + MPI_BSEND_OVERHEAD];
    void *back;
    MPI_Request req[4];

    if (rank == 1) {
        for (int i = 0; i < 4; i++)
            MPI_Irecv(&got[i], 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, &req[i]);
        expect_meet(0);
        MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
        for (int i = 0; i < 4; i++)
            EXPECT(got[i] == 10 + i);
        return;
    }
    MPI_Buffer_attach(room, sizeof room);
    expect_meet(1); /* receives are posted: a ready send is legal */
    EXPECT(!MPI_Send(&value[0], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD));
    EXPECT(!MPI_Bsend(&value[1], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD));
    EXPECT(!MPI_Ssend(&value[2], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD));
    EXPECT(!MPI_Rsend(&value[3], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD));
    MPI_Buffer_detach(&back, &size);
}


static void every_nonblocking_mode_carries_the_value(int rank)
{
    int value[4] = {20, 21, 22, 23}, got[4], size;
    char room[256 + MPI_BSEND_OVERHEAD];
    void *back;
    MPI_Request req[4];

    if (rank == 1) {
        for (int i = 0; i < 4; i++)
            MPI_Irecv(&got[i], 1, MPI_INT, 0, i, MPI_COMM_WORLD, &req[i]);
        expect_meet(0);
        MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
        for (int i = 0; i < 4; i++)
            EXPECT(got[i] == 20 + i);
        return;
    }
    MPI_Buffer_attach(room, sizeof room);
    expect_meet(1);
    MPI_Isend(&value[0], 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &req[0]);
    MPI_Ibsend(&value[1], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &req[1]);
    MPI_Issend(&value[2], 1, MPI_INT, 1, 2, MPI_COMM_WORLD, &req[2]);
    MPI_Irsend(&value[3], 1, MPI_INT, 1, 3, MPI_COMM_WORLD, &req[3]);
    MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
    for (int i = 0; i < 4; i++)
        EXPECT(req[i] == MPI_REQUEST_NULL);
    MPI_Buffer_detach(&back, &size);
}


static void synchronous_send_waits_for_its_receive(int rank)
{
    int value = 5, flag = 0;
    MPI_Request req;

    if (rank == 0) {
        MPI_Issend(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req);
        for (int i = 0; i < 200; i++) {
            MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
            EXPECT(!flag);
        }
        MPI_Send(NULL, 0, MPI_INT, 1, TAG + 1, MPI_COMM_WORLD);
        MPI_Wait(&req, MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(NULL, 0, MPI_INT, 0, TAG + 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        EXPECT(value == 5);
    }
}


static void small_standard_send_is_buffered(int rank)
{
    int mine = rank, theirs = -1;

    MPI_Send(&mine, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD);
    mine = -1; /* the value has left */
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    EXPECT(theirs == 1 - rank);
}


static void buffered_send_of_any_size_ends_without_a_receive(int rank)
{
    int bytes = LARGE * (int)sizeof(int) + MPI_BSEND_OVERHEAD, size;
    int *data = malloc(LARGE * sizeof *data);
    void *room = malloc((size_t)bytes), *back;

    for (int i = 0; i < LARGE; i++)
        data[i] = i + rank;
    MPI_Buffer_attach(room, bytes);
    MPI_Bsend(data, LARGE, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD);
    for (int i = 0; i < LARGE; i++)
        data[i] = -1;
    MPI_Recv(data, LARGE, MPI_INT, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    EXPECT(data[0] == 1 - rank && data[LARGE - 1] == LARGE - rank);
    MPI_Buffer_detach(&back, &size);
    EXPECT(back == room && size == bytes);
    free(room);
    free(data);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    every_blocking_mode_carries_the_value(rank);
    every_nonblocking_mode_carries_the_value(rank);
    synchronous_send_waits_for_its_receive(rank);
    small_standard_send_is_buffered(rank);
    buffered_send_of_any_size_ends_without_a_receive(rank);
    return expect_end();
}
