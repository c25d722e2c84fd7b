/*
 * memory.c - buffers that the program lets alone while they are MPI's.
 */
#include <mpi.h>
#include <stdlib.h>

enum {
    RANKS = 4,
    LENGTH = 4,
    ALL = RANKS * LENGTH
};

static int out[ALL], in[ALL];

static void messages(int right, int left)
{
    MPI_Request requests[2], request;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(out, LENGTH, MPI_INT, right, 0, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Issend(out, LENGTH, MPI_INT, right, 0, MPI_COMM_WORLD, &request);
    MPI_Recv(in, LENGTH, MPI_INT, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static void collectives(void)
{
    MPI_Request request;

    MPI_Ibcast(out, LENGTH, MPI_INT, 1, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Iallreduce(out, in, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Ialltoall(out, 1, MPI_INT, in, 1, MPI_INT, MPI_COMM_WORLD, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Iallgather(out, LENGTH, MPI_INT, in, LENGTH, MPI_INT, MPI_COMM_WORLD,
                   &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

/* Memory of its own for each message. */
static void blocks(int right, int left)
{
    int *sent = calloc(LENGTH, sizeof *sent);
    int *got = calloc(LENGTH, sizeof *got);
    MPI_Request requests[2];

    MPI_Irecv(got, LENGTH, MPI_INT, left, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(sent, LENGTH, MPI_INT, right, 0, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    free(sent);
    free(got);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    messages((rank + 1) % RANKS, (rank + RANKS - 1) % RANKS);
    collectives();
    blocks((rank + 1) % RANKS, (rank + RANKS - 1) % RANKS);
    MPI_Finalize();
    return 0;
}
