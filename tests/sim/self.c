/*
 * self - messages of a rank to itself, and on MPI_COMM_SELF.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 18
};

static void small_send_to_self_ends_before_its_receive(int rank)
{
    int out = 10 + rank, in = 0;
    MPI_Status status;

    MPI_Send(&out, 1, MPI_INT, rank, TAG, MPI_COMM_WORLD);
    out = 0;
    MPI_Recv(&in, 1, MPI_INT, rank, TAG, MPI_COMM_WORLD, &status);
    EXPECT(in == 10 + rank && status.MPI_SOURCE == rank);
}


static void large_and_synchronous_messages_to_self(int rank)
{
    int *out = calloc(LARGE, sizeof *out), *in = calloc(LARGE, sizeof *in);
    MPI_Request req[2];

    out[LARGE - 1] = 77;
    MPI_Irecv(in, LARGE, MPI_INT, rank, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(out, LARGE, MPI_INT, rank, TAG, MPI_COMM_WORLD, &req[1]);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    EXPECT(in[LARGE - 1] == 77);

    in[0] = 0;
    out[0] = 5;
    MPI_Irecv(in, 1, MPI_INT, MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Ssend(out, 1, MPI_INT, rank, TAG, MPI_COMM_WORLD);
    MPI_Wait(&req[0], MPI_STATUS_IGNORE);
    EXPECT(in[0] == 5);

    /* The send first, the receive later. */
    in[LARGE - 1] = 0;
    MPI_Isend(out, LARGE, MPI_INT, rank, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Recv(in, LARGE, MPI_INT, rank, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Wait(&req[0], MPI_STATUS_IGNORE);
    EXPECT(in[LARGE - 1] == 77);
    free(out);
    free(in);
}


static void sendrecv_with_oneself(int rank)
{
    int out = rank, in = -1, both = 5;

    MPI_Sendrecv(&out, 1, MPI_INT, rank, TAG, &in, 1, MPI_INT, rank, TAG,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(in == rank);
    MPI_Sendrecv_replace(&both, 1, MPI_INT, rank, TAG, rank, TAG,
                         MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    EXPECT(both == 5);
}


static void comm_self_is_a_world_of_one(int rank)
{
    int me = -1, size = 0, in = -1, flag = 1;
    MPI_Status status;

    MPI_Comm_rank(MPI_COMM_SELF, &me);
    MPI_Comm_size(MPI_COMM_SELF, &size);
    EXPECT(me == 0 && size == 1);

    MPI_Send(&rank, 1, MPI_INT, 0, TAG, MPI_COMM_SELF);
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &flag,
               MPI_STATUS_IGNORE);
    EXPECT(!flag); /* another communicator */
    MPI_Recv(&in, 1, MPI_INT, 0, TAG, MPI_COMM_SELF, &status);
    EXPECT(in == rank && status.MPI_SOURCE == 0);
    EXPECT(!MPI_Barrier(MPI_COMM_SELF));
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    small_send_to_self_ends_before_its_receive(rank);
    large_and_synchronous_messages_to_self(rank);
    sendrecv_with_oneself(rank);
    comm_self_is_a_world_of_one(rank);
    return expect_end();
}
