/*
 * times.c - when things happen, scenario by scenario.
 *
 *     times SCENARIO:BYTES[:SECONDS]...
 *
 * Each scenario begins at a whole second, long after the last one ended.
 * Prints what happened at which rank, in microseconds since its begin.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROOM = 1000000,
    BURST = 3,
    RANKS_MOST = 16
};

/* The scenario: its name and numbers, and this rank's part in it. */
static const char *scenario;
static int bytes;
static double seconds;
static int rank, ranks;
static double began;
static char said[4096];
static char out[ROOM], in[RANKS_MOST][ROOM];

__attribute__((format(printf, 1, 2))) static void note(const char *format, ...)
{
    size_t at = strlen(said);
    va_list args;

    at += (size_t)snprintf(said + at, sizeof said - at,
                           "  %9.4f us  rank %d: ", (MPI_Wtime() - began) * 1e6,
                           rank);
    va_start(args, format);
    at += (size_t)vsnprintf(said + at, sizeof said - at, format, args);
    va_end(args);
    snprintf(said + at, sizeof said - at, "\n");
}

static void receive(void)
{
    DR_Compute(seconds);
    MPI_Recv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    note("received");
}

/* Four modes of rank 0; rank 1 is ready for it after so many seconds. */
static void standard(void)
{
    if (rank == 1) {
        receive();
    } else if (rank == 0) {
        MPI_Send(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
        note("sent");
    }
}

static void synchronous(void)
{
    if (rank == 1) {
        receive();
    } else if (rank == 0) {
        MPI_Ssend(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
        note("sent");
    }
}

static void ready(void)
{
    if (rank == 1) {
        receive();
    } else if (rank == 0) {
        MPI_Rsend(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
        note("sent");
    }
}

static void buffered(void)
{
    void *buffer = in[0];
    int size = bytes + MPI_BSEND_OVERHEAD;

    if (rank == 1) {
        receive();
    } else if (rank == 0) {
        MPI_Buffer_attach(buffer, size);
        MPI_Bsend(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
        note("sent");
        MPI_Buffer_detach(&buffer, &size);
        note("buffer empty");
    }
}

/* Rank 0 to itself. */
static void self(void)
{
    MPI_Request req[2];

    if (rank != 0)
        return;
    MPI_Irecv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req[0]);
    MPI_Isend(out, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req[1]);
    MPI_Wait(&req[1], MPI_STATUS_IGNORE);
    note("sent");
    MPI_Wait(&req[0], MPI_STATUS_IGNORE);
    note("received");
}

/* All to rank 0 at once. */
static void incast(void)
{
    MPI_Request req[RANKS_MOST];
    int index;

    if (rank > 0) {
        MPI_Send(out, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
        return;
    }
    for (int i = 1; i < ranks; i++)
        MPI_Irecv(in[i], bytes, MPI_BYTE, i, 0, MPI_COMM_WORLD, &req[i - 1]);
    for (int i = 1; i < ranks; i++) {
        MPI_Waitany(ranks - 1, req, &index, MPI_STATUS_IGNORE);
        note("received from %d", index + 1);
    }
}

/* All to rank 0, which takes what comes. */
static void any_source(void)
{
    MPI_Status status;

    for (int i = 1; i < ranks && rank == 0; i++) {
        MPI_Recv(in[0], bytes, MPI_BYTE, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 &status);
        note("received from %d", status.MPI_SOURCE);
    }
    if (rank > 0)
        MPI_Send(out, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
}

/* All to rank 0 as before, or rank 0 to all; noted when all are there. */
static void fan(int inwards)
{
    MPI_Request req[RANKS_MOST];

    for (int i = 1; i < ranks && rank == 0; i++) {
        if (inwards)
            MPI_Irecv(in[i], bytes, MPI_BYTE, i, 0, MPI_COMM_WORLD, &req[i]);
        else
            MPI_Isend(out, bytes, MPI_BYTE, i, 0, MPI_COMM_WORLD, &req[i]);
    }
    if (rank == 0)
        MPI_Waitall(ranks - 1, req + 1, MPI_STATUSES_IGNORE);
    else if (inwards)
        MPI_Send(out, bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    note("done");
}

static void fan_in(void)
{
    fan(1);
}

static void fan_out(void)
{
    fan(0);
}

/* Rank 0 to 1, rank 2 to 3 and so on. */
static void pairs(void)
{
    if (rank % 2 == 0)
        MPI_Send(out, bytes, MPI_BYTE, rank + 1, 0, MPI_COMM_WORLD);
    else
        MPI_Recv(in[0], bytes, MPI_BYTE, rank - 1, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    note("done");
}

/* Rank 0 to 1 and 1 to 0 and so on. */
static void exchange(void)
{
    MPI_Sendrecv(out, bytes, MPI_BYTE, rank ^ 1, 0, in[0], bytes, MPI_BYTE,
                 rank ^ 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    note("done");
}

/* Several messages of rank 0 to rank 1 in a row. */
static void burst(void)
{
    MPI_Request req[BURST];

    for (int i = 0; i < BURST && rank < 2; i++) {
        if (rank == 0)
            MPI_Isend(out, bytes, MPI_BYTE, 1, i, MPI_COMM_WORLD, &req[i]);
        else
            MPI_Irecv(in[i], bytes, MPI_BYTE, 0, i, MPI_COMM_WORLD, &req[i]);
        note("call %d returns", i);
    }
    for (int i = 0; i < BURST && rank < 2; i++) {
        MPI_Wait(&req[i], MPI_STATUS_IGNORE);
        note("%s %d", rank == 0 ? "sent" : "received", i);
    }
}

/* One side posts and computes meanwhile; the other waits. */
static void overlap(int computing)
{
    MPI_Request req;

    if (rank == 0)
        MPI_Isend(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD, &req);
    else if (rank == 1)
        MPI_Irecv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req);
    else
        return;
    if (rank == computing)
        DR_Compute(seconds);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    note(rank == 0 ? "sent" : "received");
}

static void sender_computes(void)
{
    overlap(0);
}

static void receiver_computes(void)
{
    overlap(1);
}

/* A message of 8 bytes behind a large one, and one from another rank. */
static void overtaking(void)
{
    MPI_Request req[3];
    int index;

    if (rank == 0) {
        MPI_Isend(out, bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD, &req[0]);
        MPI_Isend(out, 8, MPI_BYTE, 1, 1, MPI_COMM_WORLD, &req[1]);
        MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
    } else if (rank == 2) {
        MPI_Send(out, 8, MPI_BYTE, 1, 2, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Irecv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req[0]);
        MPI_Irecv(in[1], 8, MPI_BYTE, 0, 1, MPI_COMM_WORLD, &req[1]);
        MPI_Irecv(in[2], 8, MPI_BYTE, 2, 2, MPI_COMM_WORLD, &req[2]);
        for (int i = 0; i < 3; i++) {
            MPI_Waitany(3, req, &index, MPI_STATUS_IGNORE);
            note("received message %d", index);
        }
    }
}

/* What a fruitless MPI_Test costs. */
static void look(void)
{
    MPI_Request req;
    int flag;

    if (rank != 0)
        return;
    MPI_Irecv(in[0], bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req);
    for (int i = 0; i < 2; i++) {
        MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
        note(flag ? "something is there" : "nothing is there");
    }
    MPI_Cancel(&req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
}

/* A loop of MPI_Test sees a message on time, to 1 %. */
static void poll(void)
{
    double due = seconds + 1e-6 + 8 / 10e9, seen;
    int flag = 0, looks = 0;
    MPI_Request req;

    if (rank == 0) {
        DR_Compute(seconds);
        MPI_Send(out, 8, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Irecv(in[0], 8, MPI_BYTE, 0, 0, MPI_COMM_WORLD, &req);
        for (; !flag; looks++)
            MPI_Test(&req, &flag, MPI_STATUS_IGNORE);
        seen = MPI_Wtime() - began;
        snprintf(said, sizeof said, "  %s, %s, %s\n",
                 seen > due * (1 - 1e-9) ? "not early" : "EARLY",
                 seen < due * 1.01 + 100e-9 ? "late by 1 % at most" : "LATE",
                 looks < 3000 ? "in few looks" : "IN MANY LOOKS");
    }
}

static void compute(void)
{
    DR_Compute(seconds);
    note("done");
}

/* So many flops (they stand where bytes do), more at higher ranks. */
static void flops(void)
{
    DR_Compute_flops((double)bytes * (1 + 2 * rank));
    note("done");
}


static const struct {
    const char *name;
    void (*play)(void);
} plays[] = {
    {"standard", standard},
    {"synchronous", synchronous},
    {"ready", ready},
    {"buffered", buffered},
    {"self", self},
    {"incast", incast},
    {"any-source", any_source},
    {"fan-in", fan_in},
    {"fan-out", fan_out},
    {"pairs", pairs},
    {"exchange", exchange},
    {"burst", burst},
    {"sender-computes", sender_computes},
    {"receiver-computes", receiver_computes},
    {"overtaking", overtaking},
    {"look", look},
    {"poll", poll},
    {"compute", compute},
    {"flops", flops},
};

static void play(const char *name)
{
    for (size_t i = 0; i < sizeof plays / sizeof *plays; i++) {
        if (strcmp(plays[i].name, name) == 0) {
            plays[i].play();
            return;
        }
    }
    fprintf(stderr, "no such scenario: %s\n", name);
    exit(64);
}

/* Ranks in order; by then nothing is measured any more. */
static void print_all(void)
{
    if (rank > 0) {
        MPI_Send(said, sizeof said, MPI_CHAR, 0, 0, MPI_COMM_WORLD);
        return;
    }
    printf("%s\n%s", scenario, said);
    for (int i = 1; i < ranks; i++) {
        MPI_Recv(said, sizeof said, MPI_CHAR, i, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        printf("%s", said);
    }
}

static void wait_until(double when)
{
    DR_Compute(when - MPI_Wtime());
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    for (int i = 1; i < argc; i++) {
        char name[64];

        scenario = argv[i];
        bytes = 0;
        seconds = 0;
        sscanf(scenario, "%63[^:]:%d:%lf", name, &bytes, &seconds);
        began = 2 * i;
        said[0] = '\0';
        wait_until(began);
        play(name);
        wait_until(began + 1);
        print_all();
    }
    MPI_Finalize();
    return 0;
}
