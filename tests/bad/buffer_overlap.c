/*
 * buffer_overlap - an operation is given memory of one that is pending.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: the memory that it (reads|writes) is that of a pending MPI_
 * variants: recv_recv send_recv recv_send recv_blocking send_blocking
 * variants: recv_bcast recv_allreduce send_init_recv vector_row
 */
#include <mpi.h>
#include <string.h>

enum {
    N = 8
};

static int grid[N][N], other[N];
static MPI_Datatype column;

#define WORLD MPI_COMM_WORLD

/* The second operation of the pair, with the rank itself as peer. */
static void second(const char *name, int self, MPI_Request *request)
{
    if (strstr(name, "_recv"))
        MPI_Irecv(&grid[0][2], 4, MPI_INT, self, 1, WORLD, request);
    else if (strstr(name, "_send"))
        MPI_Isend(&grid[0][3], 1, MPI_INT, self, 0, WORLD, request);
    else if (strstr(name, "_row"))
        MPI_Isend(grid[5], N, MPI_INT, self, 0, WORLD, request);
    else if (strstr(name, "recv_blocking"))
        MPI_Send(&grid[0][3], 1, MPI_INT, self, 0, WORLD);
    else if (strstr(name, "send_blocking"))
        MPI_Recv(&grid[0][3], 4, MPI_INT, self, 0, WORLD, MPI_STATUS_IGNORE);
    else if (strstr(name, "_bcast"))
        MPI_Bcast(grid, 4, MPI_INT, 0, WORLD);
    else if (strstr(name, "_allreduce"))
        MPI_Iallreduce(other, grid, 4, MPI_INT, MPI_SUM, WORLD, request);
}

int main(int argc, char **argv)
{
    const char *name = argv[1];
    MPI_Request requests[4] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL,
                               MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    int self;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &self);
    MPI_Type_vector(N, 1, N, MPI_INT, &column);
    MPI_Type_commit(&column);
    if (strstr(name, "vector_"))
        MPI_Irecv(&grid[0][4], 1, column, self, 0, WORLD, &requests[0]);
    else if (strstr(name, "recv_") == name)
        MPI_Irecv(grid, 4, MPI_INT, self, 0, WORLD, &requests[0]);
    else if (strstr(name, "init_"))
        MPI_Send_init(grid, 4, MPI_INT, self, 0, WORLD, &requests[0]);
    else
        MPI_Isend(grid, 4, MPI_INT, self, 0, WORLD, &requests[0]);
    if (strstr(name, "init_"))
        MPI_Start(&requests[0]);
    second(name, self, &requests[1]);
    /* What is missing for all to end. */
    if (strstr(name, "recv_recv"))
        MPI_Send(other, 4, MPI_INT, self, 0, WORLD);
    if (strstr(name, "_recv"))
        MPI_Send(other, 4, MPI_INT, self, 1, WORLD);
    if (strstr(name, "send_recv") || strstr(name, "init_recv"))
        MPI_Recv(other, 4, MPI_INT, self, 0, WORLD, MPI_STATUS_IGNORE);
    if (strstr(name, "recv_bcast") || strstr(name, "recv_allreduce"))
        MPI_Send(other, 4, MPI_INT, self, 0, WORLD);
    MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    if (strstr(name, "init_"))
        MPI_Request_free(&requests[0]);
    MPI_Type_free(&column);
    MPI_Finalize();
    return 0;
}
