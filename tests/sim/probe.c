/*
 * probe - looking at a message before receiving it.  MPI-3.1, section 3.8.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 3,
    LARGE = 1 << 18
};

static void probe_tells_source_tag_and_length(int rank)
{
    int data[5] = {1, 2, 3, 4, 5}, count = 0, again = 0;
    MPI_Status status;

    if (rank == 0) {
        MPI_Send(data, 5, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == TAG && count == 5);
    MPI_Probe(0, TAG, MPI_COMM_WORLD, &status); /* it is still there */
    MPI_Get_count(&status, MPI_INT, &again);
    EXPECT(again == 5);
    data[4] = 0;
    MPI_Recv(data, count, MPI_INT, status.MPI_SOURCE, status.MPI_TAG,
             MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(data[4] == 5);
}


static void probe_sees_a_large_message_before_its_data_moves(int rank)
{
    int *data = malloc(LARGE * sizeof *data), count = 0;
    MPI_Status status;

    if (rank == 0) {
        for (int i = 0; i < LARGE; i++)
            data[i] = i;
        MPI_Send(data, LARGE, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        MPI_Probe(0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        EXPECT(count == LARGE && status.MPI_TAG == TAG);
        MPI_Recv(data, LARGE, MPI_INT, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        EXPECT(data[LARGE - 1] == LARGE - 1);
    }
    free(data);
}


static void iprobe_says_no_then_yes(int rank)
{
    int value = 8, flag = 1;
    MPI_Status status;

    if (rank == 0) {
        expect_meet(1);
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    MPI_Iprobe(0, TAG, MPI_COMM_WORLD, &flag, &status);
    EXPECT(!flag);
    expect_meet(0);
    while (!flag)
        MPI_Iprobe(0, TAG, MPI_COMM_WORLD, &flag, &status);
    EXPECT(status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
    flag = 1;
    MPI_Iprobe(0, TAG + 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    EXPECT(!flag); /* another tag */
    flag = 0;
    MPI_Iprobe(0, TAG, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    EXPECT(flag);
    MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    flag = 1;
    MPI_Iprobe(MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &flag, &status);
    EXPECT(!flag && value == 8); /* received: nothing is left */
}


static void probe_shows_the_earliest_message_that_fits(int rank)
{
    int value;
    MPI_Status status;

    if (rank == 0) {
        for (value = 1; value <= 3; value++)
            MPI_Send(&value, 1, MPI_INT, 1, value == 2 ? 2 : 1, MPI_COMM_WORLD);
        return;
    }
    MPI_Probe(0, 2, MPI_COMM_WORLD, &status);
    EXPECT(status.MPI_TAG == 2);
    MPI_Probe(0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    EXPECT(status.MPI_TAG == 1);
    for (int i = 1; i <= 3; i++) {
        MPI_Recv(&value, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
        EXPECT(value == i);
    }
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    probe_tells_source_tag_and_length(rank);
    probe_sees_a_large_message_before_its_data_moves(rank);
    expect_meet(1 - rank);
    iprobe_says_no_then_yes(rank);
    expect_meet(1 - rank);
    probe_shows_the_earliest_message_that_fits(rank);
    return expect_end();
}
