/*
 * sendrecv - send and receive in one call.  MPI-3.1, section 3.10.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    RANKS = 3,
    TAG = 1,
    LARGE = 1 << 18
};

static void ring_shift_does_not_deadlock_at_any_size(int rank)
{
    int *out = calloc(LARGE, sizeof *out), *in = calloc(LARGE, sizeof *in);
    int right = (rank + 1) % RANKS, left = (rank + RANKS - 1) % RANKS;
    MPI_Status status;

    for (int n = 1; n <= LARGE; n += LARGE - 1) {
        out[n - 1] = rank;
        MPI_Sendrecv(out, n, MPI_INT, right, TAG, in, LARGE, MPI_INT, left, TAG,
                     MPI_COMM_WORLD, &status);
        EXPECT(in[n - 1] == left);
        EXPECT(status.MPI_SOURCE == left && status.MPI_TAG == TAG);
    }
    free(out);
    free(in);
}


static void replace_uses_one_buffer(int rank)
{
    int *data = calloc(LARGE, sizeof *data);
    int right = (rank + 1) % RANKS, left = (rank + RANKS - 1) % RANKS;
    MPI_Status status;

    for (int n = 1; n <= LARGE; n += LARGE - 1) {
        data[n - 1] = 10 + rank;
        MPI_Sendrecv_replace(data, n, MPI_INT, right, TAG, left, TAG,
                             MPI_COMM_WORLD, &status);
        EXPECT(data[n - 1] == 10 + left && status.MPI_SOURCE == left);
    }
    free(data);
}


static void ends_of_a_line_use_proc_null(int rank)
{
    int right = rank < RANKS - 1 ? rank + 1 : MPI_PROC_NULL;
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    int out = rank, in = -7, both = rank;
    MPI_Status status;

    MPI_Sendrecv(&out, 1, MPI_INT, right, TAG, &in, 1, MPI_INT, left, TAG,
                 MPI_COMM_WORLD, &status);
    EXPECT(in == (rank > 0 ? rank - 1 : -7));
    EXPECT(status.MPI_SOURCE == left);
    MPI_Sendrecv_replace(&both, 1, MPI_INT, left, TAG, right, TAG,
                         MPI_COMM_WORLD, &status);
    EXPECT(both == (rank < RANKS - 1 ? rank + 1 : rank));
    EXPECT(status.MPI_SOURCE == right);
}


static void tags_and_types_of_both_directions_may_differ(int rank)
{
    int right = (rank + 1) % RANKS, left = (rank + RANKS - 1) % RANKS;
    int out[2] = {rank, rank + 1}, in[2] = {-1, -1};
    MPI_Datatype pair;
    MPI_Status status;

    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    MPI_Sendrecv(out, 2, MPI_INT, right, 10 + right, in, 1, pair,
                 MPI_ANY_SOURCE, 10 + rank, MPI_COMM_WORLD, &status);
    EXPECT(in[0] == left && status.MPI_TAG == 10 + rank);
    MPI_Type_free(&pair);
}


/* It matches ordinary sends and receives. */
static void partners_may_use_plain_calls(int rank)
{
    int out = rank, in = -1;

    if (rank == 0) {
        MPI_Sendrecv(&out, 1, MPI_INT, 1, TAG, &in, 1, MPI_INT, 2, TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        EXPECT(in == 2);
    } else if (rank == 1) {
        MPI_Recv(&in, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        EXPECT(in == 0);
    } else {
        MPI_Send(&out, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD);
    }
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    ring_shift_does_not_deadlock_at_any_size(rank);
    replace_uses_one_buffer(rank);
    ends_of_a_line_use_proc_null(rank);
    tags_and_types_of_both_directions_may_differ(rank);
    partners_may_use_plain_calls(rank);
    return expect_end();
}
