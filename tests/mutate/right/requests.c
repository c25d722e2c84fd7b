/*
 * requests.c - nonblocking and persistent messages between neighbours,
 * completed in all ways.
 */
#include <mpi.h>

enum {
    LENGTH = 8,
    ROUNDS = 3
};

static int rank, size, left, right;
static int out[LENGTH], in[LENGTH], more[LENGTH];

static void waits(void)
{
    MPI_Request sent, received;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 1, MPI_COMM_WORLD, &received);
    MPI_Isend(out, LENGTH, MPI_INT, right, 1, MPI_COMM_WORLD, &sent);
    MPI_Wait(&received, MPI_STATUS_IGNORE);
    MPI_Wait(&sent, MPI_STATUS_IGNORE);
}

static void synchronous(void)
{
    MPI_Request requests[2];

    MPI_Irecv(in, LENGTH, MPI_INT, left, 2, MPI_COMM_WORLD, &requests[0]);
    MPI_Issend(out, LENGTH, MPI_INT, right, 2, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

static void any_of_them(void)
{
    MPI_Request requests[2];
    int index;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 3, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(out, LENGTH, MPI_INT, right, 3, MPI_COMM_WORLD, &requests[1]);
    MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
    MPI_Waitany(2, requests, &index, MPI_STATUS_IGNORE);
}

static void some_of_them(void)
{
    MPI_Request requests[2];
    int indices[2], count;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 4, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(out, LENGTH, MPI_INT, right, 4, MPI_COMM_WORLD, &requests[1]);
    for (int i = 0; i < 2; i++) {
        MPI_Waitsome(2, requests, &count, indices, MPI_STATUSES_IGNORE);
    }
}

static void tested(void)
{
    MPI_Request request;
    int done = 0;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 5, MPI_COMM_WORLD, &request);
    MPI_Send(out, LENGTH, MPI_INT, right, 5, MPI_COMM_WORLD);
    while (!done) {
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    }
}

static void persistent(void)
{
    MPI_Request receive, send;

    MPI_Recv_init(in, LENGTH, MPI_INT, left, 6, MPI_COMM_WORLD, &receive);
    MPI_Send_init(out, LENGTH, MPI_INT, right, 6, MPI_COMM_WORLD, &send);
    for (int i = 0; i < ROUNDS; i++) {
        MPI_Start(&receive);
        MPI_Start(&send);
        MPI_Wait(&receive, MPI_STATUS_IGNORE);
        MPI_Wait(&send, MPI_STATUS_IGNORE);
    }
    MPI_Request_free(&receive);
    MPI_Request_free(&send);
}

static void all_started(void)
{
    MPI_Request requests[2];

    MPI_Recv_init(in, LENGTH, MPI_INT, left, 7, MPI_COMM_WORLD, &requests[0]);
    MPI_Ssend_init(out, LENGTH, MPI_INT, right, 7, MPI_COMM_WORLD,
                   &requests[1]);
    for (int i = 0; i < ROUNDS; i++) {
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
}

/* A receive that nobody serves. */
static void cancelled(void)
{
    MPI_Request request;

    MPI_Irecv(more, LENGTH, MPI_INT, left, 8, MPI_COMM_WORLD, &request);
    MPI_Cancel(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static void matched(void)
{
    MPI_Message message;
    MPI_Request request, sent;

    MPI_Isend(out, LENGTH, MPI_INT, right, 9, MPI_COMM_WORLD, &sent);
    MPI_Mprobe(left, 9, MPI_COMM_WORLD, &message, MPI_STATUS_IGNORE);
    MPI_Imrecv(in, LENGTH, MPI_INT, &message, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Wait(&sent, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    right = (rank + 1) % size;
    waits();
    synchronous();
    any_of_them();
    some_of_them();
    tested();
    persistent();
    all_started();
    cancelled();
    matched();
    MPI_Finalize();
    return 0;
}
