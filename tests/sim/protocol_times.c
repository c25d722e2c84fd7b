/*
 * protocol_times - what each protocol costs on the platform "default", where
 * a message takes LATENCY and BYTE for each byte.
 *
 *     eager        data                      one latency
 *     rendezvous   request, answer, data     three latencies
 *     synchronous  eager data, answer        the sender waits for two
 *
 * usage: protocol_times [weak]; with --progress weak a rank answers no
 * request while it computes
 */
#include "expect.h"

#include <dryrun.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAG = 1,
    SMALL = 10000,
    LARGE = 1000000
};

static const double LATENCY = 1e-6, BYTE = 1e-10, LATE = 300e-6;

/* A case: rank 0 sends, rank 1 receives; both tell when they are done, in
 * seconds after the common start. */
enum how {
    SEND,
    SSEND,
    BSEND,
    BSEND_DETACH,
    ISEND_COMPUTE,
    RECV,
    LATE_RECV,
    IRECV_COMPUTE
};

static double send(enum how how, char *data, int bytes, double start)
{
    MPI_Request req;
    void *room;
    int size;

    if (how == SEND)
        MPI_Send(data, bytes, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
    if (how == SSEND)
        MPI_Ssend(data, bytes, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
    if (how == BSEND || how == BSEND_DETACH)
        MPI_Bsend(data, bytes, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
    if (how == BSEND_DETACH) { /* waits until the message has left */
        MPI_Buffer_detach(&room, &size);
        MPI_Buffer_attach(room, size);
    }
    if (how == ISEND_COMPUTE) {
        MPI_Isend(data, bytes, MPI_CHAR, 1, TAG, MPI_COMM_WORLD, &req);
        DR_Compute(LATE);
        MPI_Wait(&req, MPI_STATUS_IGNORE);
    }
    return MPI_Wtime() - start;
}

static double receive(enum how how, char *data, int bytes, double start)
{
    MPI_Request req;

    if (how == LATE_RECV)
        DR_Compute(LATE);
    MPI_Irecv(data, bytes, MPI_CHAR, 0, TAG, MPI_COMM_WORLD, &req);
    if (how == IRECV_COMPUTE)
        DR_Compute(LATE);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    return MPI_Wtime() - start;
}


/* One message; `sent` and `received` are what theory says. */
static void message(enum how sender, enum how receiver, int bytes, double sent,
                    double received)
{
    static char data[LARGE];
    double start, took, theory;
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    expect_meet(1 - rank); /* symmetric: both leave at the same time */
    start = MPI_Wtime();
    if (rank == 0)
        took = send(sender, data, bytes, start);
    else
        took = receive(receiver, data, bytes, start);
    theory = rank == 0 ? sent : received;
    if (fabs(took - theory) > 1e-12)
        fprintf(stderr, "how %d to %d, %d bytes: %.6f us, theory %.6f us\n",
                sender, receiver, bytes, 1e6 * took, 1e6 * theory);
    EXPECT(fabs(took - theory) <= 1e-12);
    DR_Compute(1e-3 - took); /* begin the next one together */
}


static void eager_messages(void)
{
    double data = LATENCY + SMALL * BYTE;

    message(SEND, RECV, SMALL, 0, data);
    message(SEND, LATE_RECV, SMALL, 0, LATE);
    message(SEND, IRECV_COMPUTE, SMALL, 0, LATE);
    message(BSEND, RECV, SMALL, 0, data);
    message(SSEND, RECV, SMALL, data + LATENCY, data);
    message(SSEND, LATE_RECV, SMALL, LATE + LATENCY, LATE);
}

/* The request has come when a late receiver posts: it answers at once. */
static void rendezvous_messages(int weak)
{
    double data = LATENCY + LARGE * BYTE, all = 2 * LATENCY + data;
    double late = LATE + LATENCY + data;

    message(SEND, RECV, LARGE, all, all);
    message(SSEND, RECV, LARGE, all, all);
    message(SEND, LATE_RECV, LARGE, late, late);
    message(BSEND_DETACH, RECV, LARGE, all, all);
    message(BSEND_DETACH, LATE_RECV, LARGE, late, late);
    if (weak)
        return; /* a buffered send is over: nobody is there to move its data */
    message(BSEND, RECV, LARGE, 0, all);
    message(BSEND, LATE_RECV, LARGE, 0, late);
}


static void progress(int weak)
{
    double data = LATENCY + LARGE * BYTE, all = 2 * LATENCY + data;
    double late_answer = LATE + LATENCY + data, late_data = LATE + data;

    message(SEND, IRECV_COMPUTE, LARGE, weak ? late_answer : all,
            weak ? late_answer : LATE);
    message(ISEND_COMPUTE, RECV, LARGE, weak ? late_data : LATE,
            weak ? late_data : all);
}


int main(int argc, char **argv)
{
    int size = 2 * (LARGE + MPI_BSEND_OVERHEAD);
    int weak = argc > 1 && !strcmp(argv[1], "weak");
    void *room = malloc((size_t)size);

    expect_start(&argc, &argv, 2);
    MPI_Buffer_attach(room, size);
    eager_messages();
    rendezvous_messages(weak);
    progress(weak);
    MPI_Buffer_detach(&room, &size);
    free(room);
    return expect_end();
}
