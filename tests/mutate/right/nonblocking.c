/*
 * nonblocking.c - nonblocking and persistent collectives.
 */
#include <mpi.h>

enum {
    RANKS = 4,
    LENGTH = 4,
    ALL = RANKS * LENGTH,
    ROUNDS = 2
};

static int rank;
static int one[ALL], other[ALL];

static void finish(MPI_Request *request)
{
    MPI_Wait(request, MPI_STATUS_IGNORE);
}

static void nonblocking(void)
{
    MPI_Request request;

    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    finish(&request);
    MPI_Ibcast(one, LENGTH, MPI_INT, 0, MPI_COMM_WORLD, &request);
    finish(&request);
    MPI_Ireduce(one, other, LENGTH, MPI_INT, MPI_SUM, 1, MPI_COMM_WORLD,
                &request);
    finish(&request);
    MPI_Iallreduce(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD,
                   &request);
    finish(&request);
    MPI_Igather(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, 2, MPI_COMM_WORLD,
                &request);
    finish(&request);
    MPI_Iscatter(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, 3,
                 MPI_COMM_WORLD, &request);
    finish(&request);
    MPI_Iallgather(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, MPI_COMM_WORLD,
                   &request);
    finish(&request);
    MPI_Ialltoall(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, MPI_COMM_WORLD,
                  &request);
    finish(&request);
    MPI_Iscan(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &request);
    finish(&request);
    MPI_Ireduce_scatter_block(one, other, LENGTH, MPI_INT, MPI_SUM,
                              MPI_COMM_WORLD, &request);
    finish(&request);
}

static void two_at_once(void)
{
    MPI_Request requests[2];

    MPI_Ibcast(one, LENGTH, MPI_INT, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Ibarrier(MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

static void persistent(void)
{
    MPI_Request request;

    MPI_Allreduce_init(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD,
                       MPI_INFO_NULL, &request);
    for (int i = 0; i < ROUNDS; i++) {
        MPI_Start(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&request);
    MPI_Bcast_init(one, LENGTH, MPI_INT, 0, MPI_COMM_WORLD, MPI_INFO_NULL,
                   &request);
    for (int i = 0; i < ROUNDS; i++) {
        MPI_Start(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&request);
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    nonblocking();
    two_at_once();
    persistent();
    MPI_Finalize();
    return 0;
}
