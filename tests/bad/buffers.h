/*
 * buffers.h - one nonblocking operation, by name, and its two buffers.
 *
 * Two ranks do the same.  A point-to-point operation has its counterpart in a
 * second request: a receive before a send starts, a send after a receive has.
 */
#ifndef BUFFERS_H
#define BUFFERS_H

#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 4,
    ALL = 2 * BLOCK
};

static int out[ALL], in[ALL];
static const int counts[2] = {BLOCK, BLOCK};
static const int places[2] = {0, BLOCK};
static const int bytes[2] = {0, BLOCK *(int)sizeof(int)};
static MPI_Datatype types[2]; /* filled in by begin() */
static MPI_Request requests[2];
static char attached[1024];

#define WORLD          MPI_COMM_WORLD
#define INTS           BLOCK, MPI_INT
#define TRY(call, ...) (strcmp(name, #call) == 0 ? call(__VA_ARGS__) : 0)

static int receives(const char *name)
{
    return strcmp(name, "MPI_Irecv") == 0 || strcmp(name, "MPI_Recv_init") == 0;
}

/* A send alone, that is to say. */
static int sends(const char *name)
{
    return strstr(name, "end_init") ||
           (strlen(name) < 12 && strstr(name, "send"));
}

static void point_to_point(const char *name, int peer, MPI_Request *request)
{
    TRY(MPI_Isend, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Ibsend, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Issend, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Irsend, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Send_init, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Bsend_init, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Ssend_init, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Rsend_init, out, INTS, peer, 0, WORLD, request);
    TRY(MPI_Irecv, in, INTS, peer, 0, WORLD, request);
    TRY(MPI_Recv_init, in, INTS, peer, 0, WORLD, request);
    TRY(MPI_Isendrecv, out, INTS, peer, 0, in, INTS, peer, 0, WORLD, request);
    TRY(MPI_Isendrecv_replace, in, INTS, peer, 0, peer, 0, WORLD, request);
}

static void collective(const char *name, MPI_Request *r)
{
    TRY(MPI_Ireduce, out, in, INTS, MPI_SUM, 0, WORLD, r);
    TRY(MPI_Iallreduce, out, in, INTS, MPI_SUM, WORLD, r);
    TRY(MPI_Ireduce_scatter, out, in, counts, MPI_INT, MPI_SUM, WORLD, r);
    TRY(MPI_Ireduce_scatter_block, out, in, INTS, MPI_SUM, WORLD, r);
    TRY(MPI_Iscan, out, in, INTS, MPI_SUM, WORLD, r);
    TRY(MPI_Iexscan, out, in, INTS, MPI_SUM, WORLD, r);
    TRY(MPI_Igather, out, INTS, in, INTS, 0, WORLD, r);
    TRY(MPI_Igatherv, out, INTS, in, counts, places, MPI_INT, 0, WORLD, r);
    TRY(MPI_Iscatter, out, INTS, in, INTS, 0, WORLD, r);
    TRY(MPI_Iscatterv, out, counts, places, MPI_INT, in, INTS, 0, WORLD, r);
    TRY(MPI_Iallgather, out, INTS, in, INTS, WORLD, r);
    TRY(MPI_Iallgatherv, out, INTS, in, counts, places, MPI_INT, WORLD, r);
    TRY(MPI_Ialltoall, out, INTS, in, INTS, WORLD, r);
    TRY(MPI_Ialltoallv, out, counts, places, MPI_INT, in, counts, places,
        MPI_INT, WORLD, r);
    TRY(MPI_Ialltoallw, out, counts, bytes, types, in, counts, bytes, types,
        WORLD, r);
    TRY(MPI_Allreduce_init, out, in, INTS, MPI_SUM, WORLD, MPI_INFO_NULL, r);
    TRY(MPI_Alltoall_init, out, INTS, in, INTS, WORLD, MPI_INFO_NULL, r);
}

/* A broadcast has one buffer, which its root, rank 0, only reads. */
static void broadcast(const char *name, MPI_Request *r)
{
    int rank;

    MPI_Comm_rank(WORLD, &rank);
    TRY(MPI_Ibcast, rank == 0 ? out : in, INTS, 0, WORLD, r);
    TRY(MPI_Bcast_init, rank == 0 ? out : in, INTS, 0, WORLD, MPI_INFO_NULL, r);
}


/* Starts it.  Of a receive, nobody has sent anything yet. */
static void start(const char *name, int peer)
{
    memset(out, 1, sizeof out);
    requests[0] = requests[1] = MPI_REQUEST_NULL;
    if (sends(name))
        MPI_Irecv(in, INTS, peer, 0, WORLD, &requests[1]);
    MPI_Barrier(WORLD);
    point_to_point(name, peer, &requests[0]);
    collective(name, &requests[0]);
    broadcast(name, &requests[0]);
    if (strstr(name, "_init"))
        MPI_Start(&requests[0]);
}

/* Lets every rank get as far: a receive has its message. */
static void meet(const char *name, int peer)
{
    if (receives(name))
        MPI_Isend(out, INTS, peer, 0, WORLD, &requests[1]);
    MPI_Barrier(WORLD);
}

static void finish(const char *name)
{
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    if (strstr(name, "_init"))
        MPI_Request_free(&requests[0]);
}

static int begin(int *argc, char ***argv)
{
    int rank;

    MPI_Init(argc, argv);
    types[0] = types[1] = MPI_INT;
    MPI_Comm_rank(WORLD, &rank);
    MPI_Buffer_attach(attached, sizeof attached);
    return 1 - rank;
}

static void end(void)
{
    void *buffer;
    int size;

    MPI_Buffer_detach(&buffer, &size);
    MPI_Finalize();
}

#endif
