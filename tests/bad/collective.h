/*
 * collective.h - any collective, by name, in which somebody waits for rank 1.
 *
 * One-to-all collectives have root 1, all-to-one collectives root 0.
 */
#ifndef COLLECTIVE_H
#define COLLECTIVE_H

#include <mpi.h>
#include <string.h>

enum {
    COLLECTIVE_RANKS = 4
};

/* What they send and receive, and how much for each rank. */
static int in[COLLECTIVE_RANKS], out[COLLECTIVE_RANKS];
static const int one[COLLECTIVE_RANKS] = {1, 1, 1, 1};
static const int from[COLLECTIVE_RANKS] = {0, 1, 2, 3};
static const int bytes[COLLECTIVE_RANKS] = {0, 4, 8, 12};
static const MPI_Datatype types[] = {MPI_INT, MPI_INT, MPI_INT, MPI_INT};

/* Is it the name, then make the call. */
#define TRY(call, ...) (strcmp(name, #call) == 0 ? call(__VA_ARGS__) : 0)

static void blocking(const char *name)
{
    MPI_Comm comm = MPI_COMM_WORLD;

    TRY(MPI_Barrier, comm);
    TRY(MPI_Bcast, in, 1, MPI_INT, 1, comm);
    TRY(MPI_Reduce, in, out, 1, MPI_INT, MPI_SUM, 0, comm);
    TRY(MPI_Allreduce, in, out, 1, MPI_INT, MPI_SUM, comm);
    TRY(MPI_Reduce_scatter, in, out, one, MPI_INT, MPI_SUM, comm);
    TRY(MPI_Reduce_scatter_block, in, out, 1, MPI_INT, MPI_SUM, comm);
    TRY(MPI_Scan, in, out, 1, MPI_INT, MPI_SUM, comm);
    TRY(MPI_Exscan, in, out, 1, MPI_INT, MPI_SUM, comm);
    TRY(MPI_Gather, in, 1, MPI_INT, out, 1, MPI_INT, 0, comm);
    TRY(MPI_Gatherv, in, 1, MPI_INT, out, one, from, MPI_INT, 0, comm);
    TRY(MPI_Scatter, in, 1, MPI_INT, out, 1, MPI_INT, 1, comm);
    TRY(MPI_Scatterv, in, one, from, MPI_INT, out, 1, MPI_INT, 1, comm);
    TRY(MPI_Allgather, in, 1, MPI_INT, out, 1, MPI_INT, comm);
    TRY(MPI_Allgatherv, in, 1, MPI_INT, out, one, from, MPI_INT, comm);
    TRY(MPI_Alltoall, in, 1, MPI_INT, out, 1, MPI_INT, comm);
    TRY(MPI_Alltoallv, in, one, from, MPI_INT, out, one, from, MPI_INT, comm);
    TRY(MPI_Alltoallw, in, one, bytes, types, out, one, bytes, types, comm);
}


static void nonblocking(const char *name, MPI_Request *request)
{
    MPI_Comm comm = MPI_COMM_WORLD;

    TRY(MPI_Ibarrier, comm, request);
    TRY(MPI_Ibcast, in, 1, MPI_INT, 1, comm, request);
    TRY(MPI_Ireduce, in, out, 1, MPI_INT, MPI_SUM, 0, comm, request);
    TRY(MPI_Iallreduce, in, out, 1, MPI_INT, MPI_SUM, comm, request);
    TRY(MPI_Ireduce_scatter, in, out, one, MPI_INT, MPI_SUM, comm, request);
    TRY(MPI_Ireduce_scatter_block, in, out, 1, MPI_INT, MPI_SUM, comm, request);
    TRY(MPI_Iscan, in, out, 1, MPI_INT, MPI_SUM, comm, request);
    TRY(MPI_Iexscan, in, out, 1, MPI_INT, MPI_SUM, comm, request);
    TRY(MPI_Igather, in, 1, MPI_INT, out, 1, MPI_INT, 0, comm, request);
    TRY(MPI_Igatherv, in, 1, MPI_INT, out, one, from, MPI_INT, 0, comm,
        request);
    TRY(MPI_Iscatter, in, 1, MPI_INT, out, 1, MPI_INT, 1, comm, request);
    TRY(MPI_Iscatterv, in, one, from, MPI_INT, out, 1, MPI_INT, 1, comm,
        request);
    TRY(MPI_Iallgather, in, 1, MPI_INT, out, 1, MPI_INT, comm, request);
    TRY(MPI_Iallgatherv, in, 1, MPI_INT, out, one, from, MPI_INT, comm,
        request);
    TRY(MPI_Ialltoall, in, 1, MPI_INT, out, 1, MPI_INT, comm, request);
    TRY(MPI_Ialltoallv, in, one, from, MPI_INT, out, one, from, MPI_INT, comm,
        request);
    TRY(MPI_Ialltoallw, in, one, bytes, types, out, one, bytes, types, comm,
        request);
}


/* Calls the collective of that name; a nonblocking one with its wait. */
static void collective(const char *name)
{
    MPI_Request request = MPI_REQUEST_NULL;

    blocking(name);
    nonblocking(name, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

#endif
