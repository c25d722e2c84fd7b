/*
 * pairs.h - what the programs of the tables share: included by each.
 */
#ifndef TESTS_PAIRS_PAIRS_H
#define TESTS_PAIRS_PAIRS_H

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LENGTH = 64,
    LONG = 1 << 20 /* bytes, above the eager limit */
};

#define WORLD   MPI_COMM_WORLD
#define SELF    MPI_COMM_SELF
#define INT     MPI_INT
#define NONE    MPI_STATUS_IGNORE
#define ALL     MPI_STATUSES_IGNORE
#define WHEN(r) if (rank == (r))

/* A window of `more`, and a file. */
#define WINDOW                                                                 \
    MPI_Win_create(more, sizeof more, sizeof(int), MPI_INFO_NULL, WORLD, &win)
#define FENCE             MPI_Win_fence(0, win)
#define PUT(from, to, at) MPI_Put(from, 1, MPI_INT, to, at, 1, MPI_INT, win)
#define OPEN(mode)        MPI_File_open(WORLD, "data", mode, MPI_INFO_NULL, &file)
#define CREATED           OPEN(MPI_MODE_CREATE | MPI_MODE_RDWR)
#define CLOSE             MPI_File_close(&file)

/* Each rank's own; peer is the other one of two. */
static int rank, size, left, right, peer;
static int out[LENGTH], in[LENGTH], more[LENGTH];
static int counts[LENGTH], places[LENGTH];
static char bulk[LONG], store[LONG];
static double reals[LENGTH];

static MPI_Request request = MPI_REQUEST_NULL, other = MPI_REQUEST_NULL;
static MPI_Request requests[4] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL,
                                  MPI_REQUEST_NULL, MPI_REQUEST_NULL};
static MPI_Status status;
static MPI_Message message;
static MPI_Comm comm = MPI_COMM_NULL, kept = MPI_COMM_NULL;
static MPI_Datatype type = MPI_DATATYPE_NULL, old = MPI_DATATYPE_NULL;
static MPI_Datatype kinds[2];
static MPI_Group group, part;
static MPI_Info info;
static MPI_Errhandler handler;
static MPI_Op op, op_kept;
static MPI_Win win;
static MPI_File file;
static int flag, number, key;
static void *pointer;

static inline void add(void *from, void *to, int *count, MPI_Datatype *of)
{
    (void)of;
    for (int i = 0; i < *count; i++)
        ((int *)to)[i] += ((int *)from)[i];
}

static inline void twice(void *from, void *to, int *count, MPI_Datatype *of)
{
    add(from, to, count, of);
    add(from, to, count, of);
}

static inline void ignore(MPI_Comm *where, int *code, ...)
{
    (void)where;
    (void)code;
}

static inline void look_around(void)
{
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    right = (rank + 1) % size;
    peer = rank ^ 1;
    for (int i = 0; i < LENGTH; i++) {
        counts[i] = 1;
        places[i] = i;
    }
}

#endif
