/*
 * buffer_freed_later - blocks are freed when they are no more MPI's, or never
 * were.
 *
 * ranks: 2
 * variants: after_wait after_test beside_it longer_receive of_persistent
 * variants: after_detach of_collective of_window
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    N = 16,
    BYTES = N * (int)sizeof(int)
};

#define WORLD  MPI_COMM_WORLD
#define IGNORE MPI_STATUS_IGNORE

static int peer, number;
static MPI_Request requests[2];

static void exchange(int *in, int *out)
{
    MPI_Irecv(in, N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Isend(out, N, MPI_INT, peer, 0, WORLD, &requests[1]);
}

static void end_one(int *in, int *out)
{
    int first, done = 0;

    MPI_Waitany(2, requests, &first, IGNORE);
    free(first == 0 ? in : out);
    while (!done)
        MPI_Test(&requests[1 - first], &done, IGNORE);
    free(first == 0 ? out : in);
}

/* Blocks of all sizes beside them come and go. */
static void beside(int *in, int *out)
{
    void *blocks[64];

    for (int i = 0; i < 64; i++)
        blocks[i] = malloc(8 * (size_t)i);
    exchange(in, out);
    for (int i = 0; i < 64; i++)
        free(realloc(blocks[i], i % 2 ? 8 : 1024));
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    free(in);
    free(out);
}

/* The receive is given more than there is in its block, and another one is
 * freed: a mistake, but not of the one who frees. */
static void longer(void)
{
    char *first = malloc(24), *second = malloc(24);

    MPI_Irecv(first, 40, MPI_CHAR, peer, 0, WORLD, &requests[0]);
    free(second);
    MPI_Send("data", 5, MPI_CHAR, peer, 0, WORLD);
    MPI_Wait(&requests[0], IGNORE);
    free(first);
}

static void persistent(int *in, int *out)
{
    MPI_Recv_init(in, N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Send_init(out, N, MPI_INT, peer, 0, WORLD, &requests[1]);
    MPI_Startall(2, requests);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    free(in);
    free(out);
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
}

static void detached(int *in, int *out)
{
    int size = BYTES + MPI_BSEND_OVERHEAD;
    void *buffer = malloc((size_t)size);

    MPI_Buffer_attach(buffer, size);
    MPI_Bsend(out, N, MPI_INT, peer, 0, WORLD);
    free(out);
    MPI_Recv(in, N, MPI_INT, peer, 0, WORLD, IGNORE);
    MPI_Buffer_detach(&buffer, &size);
    free(buffer);
    free(in);
}

static void collective(int *in, int *out)
{
    MPI_Iallreduce(out, in, N, MPI_INT, MPI_SUM, WORLD, &requests[0]);
    MPI_Wait(&requests[0], IGNORE);
    free(in);
    free(out);
    MPI_Irecv(&number, 1, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Cancel(&requests[0]);
    MPI_Wait(&requests[0], IGNORE);
}

static void window(int *in, int *out)
{
    MPI_Win win;

    MPI_Win_create(in, BYTES, sizeof(int), MPI_INFO_NULL, WORLD, &win);
    MPI_Win_fence(0, win);
    MPI_Put(out, N, MPI_INT, peer, 0, N, MPI_INT, win);
    MPI_Win_fence(0, win);
    free(out);
    MPI_Win_free(&win);
    free(in);
}

int main(int argc, char **argv)
{
    const char *how = argv[1];
    int *in = calloc(1, BYTES), *out = calloc(1, BYTES);

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &peer);
    peer = 1 - peer;
    if (strcmp(how, "after_wait") == 0) {
        exchange(in, out);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
        free(in);
        free(out);
    } else if (strcmp(how, "after_test") == 0) {
        exchange(in, out);
        end_one(in, out);
    } else if (strcmp(how, "beside_it") == 0) {
        beside(in, out);
    } else if (strcmp(how, "longer_receive") == 0) {
        longer();
    } else if (strcmp(how, "of_persistent") == 0) {
        persistent(in, out);
    } else if (strcmp(how, "after_detach") == 0) {
        detached(in, out);
    } else if (strcmp(how, "of_collective") == 0) {
        collective(in, out);
    } else {
        window(in, out);
    }
    MPI_Finalize();
    return 0;
}
