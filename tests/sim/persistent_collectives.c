/*
 * persistent_collectives - requests of MPI_X_init: matched in the order in
 * which they were initialised, started in any, never started, freed.
 * MPI-4.0, section 6.13.
 */
#include "expect.h"

enum {
    RANKS = 4,
    MANY = 6
};

static const MPI_Comm comm = MPI_COMM_WORLD;

/* Each rank begins with another one. */
static void ranks_may_start_in_different_orders(int rank)
{
    int value[MANY];
    MPI_Request req[MANY];

    for (int i = 0; i < MANY; i++)
        MPI_Bcast_init(&value[i], 1, MPI_INT, i % RANKS, comm, MPI_INFO_NULL,
                       &req[i]);
    for (int time = 0; time < 3; time++) {
        for (int i = 0; i < MANY; i++)
            value[i] = rank == i % RANKS ? 10 * time + i : -1;
        for (int i = 0; i < MANY; i++)
            MPI_Start(&req[(i + rank + time) % MANY]);
        MPI_Waitall(MANY, req, MPI_STATUSES_IGNORE);
        for (int i = 0; i < MANY; i++)
            EXPECT(value[i] == 10 * time + i && req[i] != MPI_REQUEST_NULL);
    }
    for (int i = 0; i < MANY; i++)
        MPI_Request_free(&req[i]);
    EXPECT(req[0] == MPI_REQUEST_NULL);
}

/* The request is made on all ranks first, but started amid others. */
static void others_may_come_between(int rank)
{
    int mine = rank, sum = -1, value = rank == 1 ? 7 : 0, all[RANKS];
    MPI_Request kept, now;

    MPI_Allreduce_init(&mine, &sum, 1, MPI_INT, MPI_SUM, comm, MPI_INFO_NULL,
                       &kept);
    MPI_Bcast(&value, 1, MPI_INT, 1, comm);
    EXPECT(value == 7);
    if (rank % 2)
        MPI_Start(&kept);
    MPI_Iallgather(&mine, 1, MPI_INT, all, 1, MPI_INT, comm, &now);
    if (rank % 2 == 0)
        MPI_Start(&kept);
    MPI_Wait(&now, MPI_STATUS_IGNORE);
    MPI_Barrier(comm);
    MPI_Wait(&kept, MPI_STATUS_IGNORE);
    EXPECT(sum == 6 && all[3] == 3);
    MPI_Request_free(&kept);
}

/* Rank 0 is through with a start before the others begin it. */
static void a_fast_rank_starts_again_at_once(int rank)
{
    enum {
        TIMES = 20
    };
    int value = 0;
    MPI_Request req;

    MPI_Bcast_init(&value, 1, MPI_INT, 0, comm, MPI_INFO_NULL, &req);
    for (int time = 0; time < TIMES; time++) {
        if (rank == 0)
            value = time;
        else
            for (double end = MPI_Wtime() + 1e-6 * rank; MPI_Wtime() < end;)
                ;
        MPI_Start(&req);
        MPI_Wait(&req, MPI_STATUS_IGNORE);
        EXPECT(value == time);
    }
    MPI_Request_free(&req);
}

static void inactive_ones_are_complete_and_may_be_freed(int rank)
{
    int value = 5, flag = 0, index = 0;
    MPI_Request req[2] = {MPI_REQUEST_NULL};
    MPI_Status status;

    MPI_Bcast_init(&value, 1, MPI_INT, 0, comm, MPI_INFO_NULL, &req[0]);
    MPI_Barrier_init(comm, MPI_INFO_NULL, &req[1]);
    MPI_Start(&req[0]);
    MPI_Wait(&req[0], MPI_STATUS_IGNORE);
    MPI_Wait(&req[0], &status);
    EXPECT(status.MPI_SOURCE == MPI_ANY_SOURCE && req[0] != MPI_REQUEST_NULL);
    MPI_Testall(2, req, &flag, MPI_STATUSES_IGNORE);
    EXPECT(flag);
    MPI_Waitany(2, req, &index, &status);
    EXPECT(index == MPI_UNDEFINED);
    MPI_Request_free(&req[0]);
    MPI_Start(&req[1]);
    for (flag = 0; !flag;)
        MPI_Test(&req[1], &flag, MPI_STATUS_IGNORE);
    MPI_Request_free(&req[1]);
    EXPECT(req[0] == MPI_REQUEST_NULL && req[1] == MPI_REQUEST_NULL);
    (void)rank;
}

static void add(void *in, void *inout, int *length, MPI_Datatype *type)
{
    (void)type;
    for (int i = 0; i < *length; i++)
        ((int *)inout)[2 * i] += ((int *)in)[2 * i];
}

/* Type, operator and communicator may be freed while the request lives; the
 * arrays of counts are read by MPI_X_init. */
static void what_it_was_made_of_may_go(int rank)
{
    int mine[2] = {rank, -7}, sum[2] = {-1, -7}, counts[RANKS], displs[RANKS];
    int row[RANKS], column[RANKS];
    MPI_Comm own;
    MPI_Datatype wide;
    MPI_Op op;
    MPI_Request req[2];

    MPI_Comm_dup(comm, &own);
    MPI_Type_create_resized(MPI_INT, 0, 2 * sizeof(int), &wide);
    MPI_Type_commit(&wide);
    MPI_Op_create(add, 1, &op);
    MPI_Allreduce_init(mine, sum, 1, wide, op, own, MPI_INFO_NULL, &req[0]);
    for (int i = 0; i < RANKS; i++) {
        counts[i] = 1;
        displs[i] = i;
        row[i] = 10 * rank + i;
    }
    MPI_Alltoallv_init(row, counts, displs, MPI_INT, column, counts, displs,
                       MPI_INT, own, MPI_INFO_NULL, &req[1]);
    MPI_Op_free(&op);
    MPI_Type_free(&wide);
    MPI_Comm_free(&own);
    for (int time = 0; time < 2; time++) {
        mine[0] = rank + time;
        MPI_Startall(2, req);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
        EXPECT(sum[0] == 6 + RANKS * time && sum[1] == -7);
        EXPECT(column[2] == 20 + rank);
    }
    MPI_Request_free(&req[0]);
    MPI_Request_free(&req[1]);
}

static void in_place_is_read_at_each_start(int rank)
{
    int all[RANKS], sum;
    MPI_Request req[2];

    MPI_Alltoall_init(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all, 1, MPI_INT, comm,
                      MPI_INFO_NULL, &req[0]);
    MPI_Allreduce_init(MPI_IN_PLACE, &sum, 1, MPI_INT, MPI_SUM, comm,
                       MPI_INFO_NULL, &req[1]);
    for (int time = 0; time < 3; time++) {
        for (int i = 0; i < RANKS; i++)
            all[i] = 100 * time + 10 * rank + i;
        sum = time;
        MPI_Startall(2, req);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
        for (int i = 0; i < RANKS; i++)
            EXPECT(all[i] == 100 * time + 10 * i + rank);
        EXPECT(sum == RANKS * time);
    }
    MPI_Request_free(&req[0]);
    MPI_Request_free(&req[1]);
}

static void wrong_use_is_refused(int rank)
{
    int value = 0;
    MPI_Request req;

    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    EXPECT(expect_class(MPI_Bcast_init(&value, 1, MPI_INT, 0, comm,
                                       (MPI_Info)&value, &req)) ==
           MPI_ERR_INFO);
    EXPECT(expect_class(MPI_Bcast_init(&value, 1, MPI_INT, RANKS, comm,
                                       MPI_INFO_NULL, &req)) == MPI_ERR_ROOT);
    MPI_Ibarrier(comm, &req);
    EXPECT(expect_class(MPI_Start(&req)) == MPI_ERR_REQUEST);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Barrier_init(comm, MPI_INFO_NULL, &req);
    MPI_Start(&req);
    EXPECT(expect_class(MPI_Start(&req)) == MPI_ERR_REQUEST);
    EXPECT(expect_class(MPI_Cancel(&req)) == MPI_ERR_REQUEST);
    EXPECT(expect_class(MPI_Request_free(&req)) == MPI_ERR_REQUEST);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Request_free(&req);
    (void)rank;
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    ranks_may_start_in_different_orders(rank);
    others_may_come_between(rank);
    a_fast_rank_starts_again_at_once(rank);
    inactive_ones_are_complete_and_may_be_freed(rank);
    what_it_was_made_of_may_go(rank);
    in_place_is_read_at_each_start(rank);
    wrong_use_is_refused(rank);
    return expect_end();
}
