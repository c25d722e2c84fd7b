/*
 * isendrecv - send and receive in one request.  MPI-4.0, section 3.11.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 18
};

static void one_request_completes_both(int rank)
{
    int *out = calloc(LARGE, sizeof *out), *in = calloc(LARGE, sizeof *in);
    MPI_Request req;
    MPI_Status status;

    for (int n = 1; n <= LARGE; n += LARGE - 1) {
        out[n - 1] = rank + 1;
        MPI_Isendrecv(out, n, MPI_INT, 1 - rank, TAG, in, n, MPI_INT, 1 - rank,
                      TAG, MPI_COMM_WORLD, &req);
        MPI_Wait(&req, &status);
        EXPECT(in[n - 1] == 2 - rank && req == MPI_REQUEST_NULL);
        EXPECT(status.MPI_SOURCE == 1 - rank && status.MPI_TAG == TAG);
    }
    free(out);
    free(in);
}


static void replace_uses_one_buffer(int rank)
{
    int *data = calloc(LARGE, sizeof *data), flag = 0;
    MPI_Request req;
    MPI_Status status;

    for (int n = 1; n <= LARGE; n += LARGE - 1) {
        data[n - 1] = rank + 5;
        MPI_Isendrecv_replace(data, n, MPI_INT, 1 - rank, TAG, 1 - rank, TAG,
                              MPI_COMM_WORLD, &req);
        for (flag = 0; !flag;)
            MPI_Test(&req, &flag, &status);
        EXPECT(data[n - 1] == 6 - rank && status.MPI_SOURCE == 1 - rank);
    }
    free(data);
}


static void partners_may_use_plain_calls(int rank)
{
    int out = rank, in = -1;
    MPI_Request req;

    if (rank == 0) {
        MPI_Isendrecv(&out, 1, MPI_INT, 1, TAG, &in, 1, MPI_INT, 1, TAG + 1,
                      MPI_COMM_WORLD, &req);
        MPI_Wait(&req, MPI_STATUS_IGNORE);
        EXPECT(in == 1);
    } else {
        MPI_Recv(&in, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        EXPECT(in == 0);
        MPI_Send(&out, 1, MPI_INT, 0, TAG + 1, MPI_COMM_WORLD);
    }
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    one_request_completes_both(rank);
    replace_uses_one_buffer(rank);
    partners_may_use_plain_calls(rank);
    return expect_end();
}
