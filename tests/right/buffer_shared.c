/*
 * buffer_shared - pending operations whose memory only seems to overlap, and
 * buffers that are free again although nobody has waited.
 *
 * ranks: 2
 * flags: -fdryrun-memory
 * variants: sends_share columns_interleave gaps_written rows_beside
 * variants: part_received receive_cancelled request_freed status_asked
 * variants: no_peer no_bytes scattered_addresses in_place waited_any
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    N = 8,
    MANY = 100
};

static int grid[N][N], line[N];
static MPI_Request requests[MANY];
static int self, peer;

#define WORLD MPI_COMM_WORLD
#define NO    MPI_STATUS_IGNORE

/* Each is one variant. */
static void sends_share(void)
{
    for (int i = 0; i < MANY; i++)
        MPI_Isend(grid, N, MPI_INT, peer, 0, WORLD, &requests[i]);
    for (int i = 0; i < MANY; i++)
        MPI_Recv(line, N, MPI_INT, peer, 0, WORLD, NO);
    MPI_Waitall(MANY, requests, MPI_STATUSES_IGNORE);
    grid[0][0] = 1;
}

static MPI_Datatype column_type(void)
{
    MPI_Datatype column;

    MPI_Type_vector(N, 1, N, MPI_INT, &column);
    MPI_Type_commit(&column);
    return column;
}

static void columns_interleave(void)
{
    MPI_Datatype column = column_type();

    MPI_Irecv(&grid[0][0], 1, column, peer, 0, WORLD, &requests[0]);
    MPI_Irecv(&grid[0][N - 1], 1, column, peer, 1, WORLD, &requests[1]);
    MPI_Isend(&grid[0][1], 1, column, peer, 0, WORLD, &requests[2]);
    MPI_Isend(&grid[0][N - 2], 1, column, peer, 1, WORLD, &requests[3]);
    for (int i = 0; i < N; i++)
        grid[i][3] += grid[i][1];
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    MPI_Type_free(&column);
}

static void gaps_written(void)
{
    MPI_Datatype column = column_type();

    MPI_Irecv(&grid[0][0], 1, column, peer, 0, WORLD, &requests[0]);
    for (int i = 0; i < N; i++)
        grid[i][1] = i;
    MPI_Isend(&grid[0][2], 1, column, peer, 0, WORLD, &requests[1]);
    MPI_Type_free(&column);
    for (int i = 0; i < N; i++)
        grid[i][1] = grid[i][3] = i;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

static void rows_beside(void)
{
    MPI_Irecv(grid[0], N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Isend(grid[1], N, MPI_INT, peer, 0, WORLD, &requests[1]);
    memset(grid[2], 0, sizeof grid[2]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    memcpy(grid[2], grid[0], sizeof grid[2]);
}

/* The message is shorter than the receive. */
static void part_received(void)
{
    MPI_Irecv(grid, N * N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Send(line, 3, MPI_INT, peer, 0, WORLD);
    MPI_Barrier(WORLD);
    MPI_Wait(&requests[0], NO);
    grid[4][4]++;
}

static void receive_cancelled(void)
{
    MPI_Irecv(grid, N, MPI_INT, peer, 5, WORLD, &requests[0]);
    MPI_Cancel(&requests[0]);
    MPI_Wait(&requests[0], NO);
    grid[0][0] = 4;
}

/* Only by other means does it know that the message has gone. */
static void request_freed(void)
{
    MPI_Isend(grid, N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Request_free(&requests[0]);
    MPI_Recv(line, N, MPI_INT, peer, 0, WORLD, NO);
    MPI_Barrier(WORLD);
    grid[0][0] = 5;
}

/* It knows that the operation is over, and waits later. */
static void status_asked(void)
{
    int flag = 0;

    MPI_Irecv(grid, N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Send(line, N, MPI_INT, peer, 0, WORLD);
    while (!flag)
        MPI_Request_get_status(requests[0], &flag, NO);
    grid[0][0]++;
    MPI_Wait(&requests[0], NO);
}

static void no_peer(void)
{
    MPI_Irecv(grid, N, MPI_INT, MPI_PROC_NULL, 0, WORLD, &requests[0]);
    MPI_Isend(grid, N, MPI_INT, MPI_PROC_NULL, 0, WORLD, &requests[1]);
    grid[0][0]++;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

static void no_bytes(void)
{
    MPI_Irecv(grid, 0, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Isend(grid, 0, MPI_INT, peer, 0, WORLD, &requests[1]);
    grid[0][0]++;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

/* Far apart, and what lies between is nobody's. */
static void scattered_addresses(void)
{
    int here[2] = {1, 2}, *heap = calloc(4, sizeof *heap), lengths[] = {1, 1};
    MPI_Aint places[2];
    MPI_Datatype both;

    MPI_Get_address(&here[0], &places[0]);
    MPI_Get_address(heap, &places[1]);
    MPI_Type_create_hindexed(2, lengths, places, MPI_INT, &both);
    MPI_Type_commit(&both);
    MPI_Irecv(MPI_BOTTOM, 1, both, peer, 0, WORLD, &requests[0]);
    MPI_Isend(line, 2, MPI_INT, peer, 0, WORLD, &requests[1]);
    here[1] = heap[1] = grid[0][0]++;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Type_free(&both);
    free(heap);
}

static void in_place(void)
{
    MPI_Iallreduce(MPI_IN_PLACE, grid, N, MPI_INT, MPI_SUM, WORLD,
                   &requests[0]);
    MPI_Iallgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, line, 2, MPI_INT, WORLD,
                   &requests[1]);
    grid[2][0]++;
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    grid[0][0] += line[0];
}

/* One is over, the other is not. */
static void waited_any(void)
{
    int which;

    MPI_Irecv(grid[0], N, MPI_INT, peer, 0, WORLD, &requests[0]);
    MPI_Irecv(grid[1], N, MPI_INT, peer, 1, WORLD, &requests[1]);
    MPI_Send(line, N, MPI_INT, peer, 1, WORLD);
    MPI_Waitany(2, requests, &which, NO);
    grid[which][2] = 7;
    MPI_Send(line, N, MPI_INT, peer, 0, WORLD);
    MPI_Waitany(2, requests, &which, NO);
    grid[which][2] = 7;
}

#define RUN(variant)                                                           \
    if (strcmp(name, #variant) == 0)                                           \
    variant()

int main(int argc, char **argv)
{
    const char *name = argv[1];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &self);
    peer = 1 - self;
    for (int i = 0; i < MANY; i++)
        requests[i] = MPI_REQUEST_NULL;
    RUN(sends_share);
    RUN(columns_interleave);
    RUN(gaps_written);
    RUN(rows_beside);
    RUN(part_received);
    RUN(receive_cancelled);
    RUN(request_freed);
    RUN(status_asked);
    RUN(no_peer);
    RUN(no_bytes);
    RUN(scattered_addresses);
    RUN(in_place);
    RUN(waited_any);
    MPI_Finalize();
    return 0;
}
