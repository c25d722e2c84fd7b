/*
 * zero_size - messages without data still are messages: they match, they
 * keep the order, they have source and tag.
 */
#include "expect.h"

enum {
    TAG = 4
};

static void empty_messages_need_no_buffer(int rank)
{
    MPI_Status status;
    int count = -1;

    if (rank == 0) {
        MPI_Send(NULL, 0, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        MPI_Ssend(NULL, 0, MPI_DOUBLE, 1, TAG, MPI_COMM_WORLD);
    } else {
        MPI_Recv(NULL, 0, MPI_INT, 0, TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        EXPECT(count == 0 && status.MPI_SOURCE == 0 && status.MPI_TAG == TAG);
        MPI_Recv(NULL, 0, MPI_DOUBLE, 0, TAG, MPI_COMM_WORLD, &status);
    }
}


static void empty_message_into_a_larger_buffer_changes_nothing(int rank)
{
    int room[2] = {5, 6}, count = -1;
    MPI_Status status;

    if (rank == 0) {
        MPI_Send(room, 0, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        MPI_Recv(room, 2, MPI_INT, 0, TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        EXPECT(count == 0 && room[0] == 5 && room[1] == 6);
    }
}


static void empty_messages_keep_their_place(int rank)
{
    int value = 9, count = -1;
    MPI_Status status;

    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        MPI_Send(NULL, 0, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
        return;
    }
    for (int i = 0; i < 3; i++) {
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, &status);
        MPI_Get_count(&status, MPI_INT, &count);
        EXPECT(count == (i != 1));
    }
}


static void type_without_data_carries_nothing(int rank)
{
    MPI_Datatype nothing;
    MPI_Status status;
    int room = 3, count = -1;

    MPI_Type_contiguous(0, MPI_INT, &nothing);
    MPI_Type_commit(&nothing);
    MPI_Sendrecv(&room, 4, nothing, 1 - rank, TAG, &room, 1, MPI_INT, 1 - rank,
                 TAG, MPI_COMM_WORLD, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(count == 0 && room == 3);
    MPI_Type_free(&nothing);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    empty_messages_need_no_buffer(rank);
    empty_message_into_a_larger_buffer_changes_nothing(rank);
    empty_messages_keep_their_place(rank);
    type_without_data_carries_nothing(rank);
    return expect_end();
}
