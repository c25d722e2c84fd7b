/*
 * polling - a loop of MPI_Test or MPI_Iprobe sees what it waits for, although
 * it never blocks: polling makes progress.  MPI-3.1, section 3.7.4.
 */
#include "expect.h"

#include <dryrun.h>
#include <stdlib.h>

enum {
    TAG = 1,
    LARGE = 1 << 20
};

static const double late_s = 2e-3;

static void test_loop_sees_a_late_message(int rank)
{
    int value = 1, flag = 0;
    double start = MPI_Wtime();
    MPI_Request req;

    if (rank == 0) {
        DR_Compute(late_s);
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        MPI_Irecv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, &req);
        while (!flag)
            MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
        EXPECT(MPI_Wtime() - start > late_s / 2); /* it took its time */
    }
}


static void iprobe_loop_sees_a_late_message(int rank)
{
    int value = 1, flag = 0;

    if (rank == 0) {
        DR_Compute(late_s);
        MPI_Send(&value, 1, MPI_INT, 1, TAG, MPI_COMM_WORLD);
    } else {
        while (!flag)
            MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &flag,
                       MPI_STATUS_IGNORE);
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
}


/* Both sides poll; the data moves by rendezvous. */
static void both_sides_may_poll(int rank)
{
    char *out = calloc(1, LARGE), *in = calloc(1, LARGE);
    int flag = 0, index;
    MPI_Request req[2];

    out[LARGE - 1] = (char)(rank + 1);
    MPI_Irecv(in, LARGE, MPI_CHAR, 1 - rank, TAG, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(out, LARGE, MPI_CHAR, 1 - rank, TAG, MPI_COMM_WORLD, &req[1]);
    for (int i = 0; i < 2; i++)
        for (flag = 0; !flag;)
            MPI_Testany(2, req, &index, &flag, MPI_STATUS_IGNORE);
    EXPECT(req[0] == MPI_REQUEST_NULL && req[1] == MPI_REQUEST_NULL);
    EXPECT(in[LARGE - 1] == 2 - rank);
    free(out);
    free(in);
}


/* A clock that stands still would never let this end. */
static void waiting_for_a_time_ends(void)
{
    double end = MPI_Wtime() + late_s;
    int flag;

    while (MPI_Wtime() < end)
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &flag,
                   MPI_STATUS_IGNORE);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    test_loop_sees_a_late_message(rank);
    iprobe_loop_sees_a_late_message(rank);
    both_sides_may_poll(rank);
    expect_meet(1 - rank);
    waiting_for_a_time_ends();
    return expect_end();
}
