/*
 * order - messages of one sender do not overtake each other, whatever their
 * size and mode.  MPI-3.1, section 3.5, "Order".
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 18,
    MANY = 500
};

/* The large one moves by rendezvous and takes longer; it still is first. */
static void small_message_does_not_overtake_a_large_one(int rank)
{
    int *large = calloc(LARGE, sizeof *large), small = 2, count = 0;
    MPI_Request req[2];
    MPI_Status status;

    if (rank == 0) {
        large[0] = 1;
        MPI_Isend(large, LARGE, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[0]);
        MPI_Isend(&small, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[1]);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    } else {
        for (int i = 0; i < 2; i++) {
            MPI_Recv(large, LARGE, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG,
                     MPI_COMM_WORLD, &status);
            MPI_Get_count(&status, MPI_INT, &count);
            EXPECT(large[0] == i + 1 && count == (i == 0 ? LARGE : 1));
        }
    }
    free(large);
}


/* Both receives are posted, and the first fits both messages. */
static void posted_receives_match_in_order_too(int rank)
{
    int *large = calloc(LARGE, sizeof *large);
    int *got = calloc(LARGE, sizeof *got), last = 0, small = 2;
    MPI_Request req[2];

    if (rank == 1) {
        MPI_Irecv(got, LARGE, MPI_INT, 0, TAG, MPI_COMM_WORLD, &req[0]);
        MPI_Irecv(&last, 1, MPI_INT, MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD,
                  &req[1]);
    }
    expect_meet(1 - rank);
    if (rank == 0) {
        large[0] = 1;
        MPI_Isend(large, LARGE, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[0]);
        MPI_Isend(&small, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[1]);
    }
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    if (rank == 1)
        EXPECT(got[0] == 1 && last == 2);
    free(large);
    free(got);
}


static void modes_do_not_overtake_each_other(int rank)
{
    int value[3] = {1, 2, 3}, got = 0;
    MPI_Request req[2];

    if (rank == 0) {
        MPI_Issend(&value[0], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[0]);
        MPI_Isend(&value[1], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD, &req[1]);
        MPI_Ssend(&value[2], 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
        return;
    }
    for (int i = 0; i < 3; i++) {
        MPI_Recv(&got, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        EXPECT(got == i + 1);
    }
}


/* Tags may be received in any order; within a tag the order stays. */
static void tags_are_queues_of_their_own(int rank)
{
    int value;

    if (rank == 0) {
        for (value = 0; value < MANY; value++)
            MPI_Send(&value, 1, MPI_INT, 1, value % 3, MPI_COMM_WORLD);
        return;
    }
    for (int tag = 2; tag >= 0; tag--)
        for (int i = tag; i < MANY; i += 3) {
            MPI_Recv(&value, 1, MPI_INT, 0, tag, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            EXPECT(value == i);
        }
}


static void sizes_of_all_kinds_arrive_as_sent(int rank)
{
    int *data = calloc(LARGE, sizeof *data), count = 0;
    MPI_Status status;

    for (int i = 0; i < 40; i++) {
        int n = i % 4 == 0 ? LARGE : 1 << (i % 13);

        data[0] = i;
        if (rank == 0)
            MPI_Send(data, n, MPI_INT, 1, i % 2, MPI_COMM_WORLD);
        else {
            MPI_Recv(data, LARGE, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD,
                     &status);
            MPI_Get_count(&status, MPI_INT, &count);
            EXPECT(data[0] == i && count == n && status.MPI_TAG == i % 2);
        }
    }
    free(data);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    small_message_does_not_overtake_a_large_one(rank);
    posted_receives_match_in_order_too(rank);
    modes_do_not_overtake_each_other(rank);
    tags_are_queues_of_their_own(rank);
    sizes_of_all_kinds_arrive_as_sent(rank);
    return expect_end();
}
