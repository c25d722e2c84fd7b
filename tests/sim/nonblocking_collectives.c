/*
 * nonblocking_collectives - collectives as requests: several at a time, among
 * messages, completed in any order.  MPI-3.1, section 5.12.
 */
#include "expect.h"

#include <stdlib.h>

enum {
    RANKS = 4,
    LARGE = 1 << 17
};

static void each_gives_what_the_blocking_one_gives(int rank)
{
    int mine = rank + 1, sum = 0, all[RANKS], row[RANKS], part = -1, root = 0;
    int value = rank == 2 ? 42 : 0, sums = 0, gathered[RANKS], column[RANKS];
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Request req[8];

    for (int r = 0; r < RANKS; r++)
        row[r] = 10 * rank + r;
    MPI_Ibarrier(comm, &req[0]);
    MPI_Ibcast(&value, 1, MPI_INT, 2, comm, &req[1]);
    MPI_Iallreduce(&mine, &sum, 1, MPI_INT, MPI_SUM, comm, &req[2]);
    MPI_Ireduce(&mine, &sums, 1, MPI_INT, MPI_SUM, root, comm, &req[3]);
    MPI_Iallgather(&mine, 1, MPI_INT, all, 1, MPI_INT, comm, &req[4]);
    MPI_Igather(&mine, 1, MPI_INT, gathered, 1, MPI_INT, 3, comm, &req[5]);
    MPI_Iscatter(row, 1, MPI_INT, &part, 1, MPI_INT, 1, comm, &req[6]);
    MPI_Ialltoall(row, 1, MPI_INT, column, 1, MPI_INT, comm, &req[7]);
    MPI_Waitall(8, req, MPI_STATUSES_IGNORE);
    EXPECT(value == 42 && sum == 10 && part == 10 + rank);
    EXPECT(rank != root || sums == 10);
    for (int r = 0; r < RANKS; r++) {
        EXPECT(req[r] == MPI_REQUEST_NULL && req[4 + r] == MPI_REQUEST_NULL);
        EXPECT(all[r] == r + 1 && column[r] == 10 * r + rank);
        EXPECT(rank != 3 || gathered[r] == r + 1);
    }
}


static void many_of_a_kind_complete_in_any_order(int rank)
{
    int value[5], flag = 0;
    MPI_Request req[5];

    for (int i = 0; i < 5; i++) {
        value[i] = rank == i % RANKS ? 100 + i : -1;
        MPI_Ibcast(&value[i], 1, MPI_INT, i % RANKS, MPI_COMM_WORLD, &req[i]);
    }
    for (int i = 4; i >= 0; i--) {
        if (i % 2)
            MPI_Wait(&req[i], MPI_STATUS_IGNORE);
        else
            for (flag = 0; !flag;)
                MPI_Test(&req[i], &flag, MPI_STATUS_IGNORE);
        EXPECT(value[i] == 100 + i);
    }
}


static void messages_pass_between(int rank)
{
    int *data = calloc(LARGE, sizeof *data), out = rank, in = -1, index;
    MPI_Request req[3];

    data[LARGE - 1] = rank == 0 ? 7 : 0;
    MPI_Ibcast(data, LARGE, MPI_INT, 0, MPI_COMM_WORLD, &req[0]);
    MPI_Irecv(&in, 1, MPI_INT, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD,
              &req[1]);
    MPI_Isend(&out, 1, MPI_INT, (rank + 1) % RANKS, 0, MPI_COMM_WORLD, &req[2]);
    for (int i = 0; i < 3; i++) {
        MPI_Waitany(3, req, &index, MPI_STATUS_IGNORE);
        EXPECT(index >= 0 && index < 3);
    }
    EXPECT(data[LARGE - 1] == 7 && in == (rank + RANKS - 1) % RANKS);
    free(data);
}


/* Rank 0 comes late; the others must not see the barrier complete before. */
static void barrier_is_not_complete_before_all_came(int rank)
{
    int flag = 0, late = 0;
    MPI_Request req;

    if (rank == 0) {
        for (int r = 1; r < RANKS; r++)
            MPI_Recv(&late, 1, MPI_INT, r, 5, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        MPI_Ibarrier(MPI_COMM_WORLD, &req);
    } else {
        MPI_Ibarrier(MPI_COMM_WORLD, &req);
        for (int i = 0; i < 50; i++) {
            MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
            EXPECT(!flag);
        }
        MPI_Send(&late, 1, MPI_INT, 0, 5, MPI_COMM_WORLD);
    }
    MPI_Wait(&req, MPI_STATUS_IGNORE);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    each_gives_what_the_blocking_one_gives(rank);
    many_of_a_kind_complete_in_any_order(rank);
    messages_pass_between(rank);
    barrier_is_not_complete_before_all_came(rank);
    return expect_end();
}
