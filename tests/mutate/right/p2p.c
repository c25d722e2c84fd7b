/*
 * p2p.c - point-to-point calls between neighbours, each in its own function.
 */
#include <mpi.h>
#include <stdlib.h>

enum {
    LENGTH = 8,
    SPACE = 1024
};

static int rank, size, left, right;
static int out[LENGTH], in[LENGTH];

/* Even ranks send first. */
static void blocking(void)
{
    if (rank % 2 == 0) {
        MPI_Send(out, LENGTH, MPI_INT, right, 1, MPI_COMM_WORLD);
        MPI_Recv(in, LENGTH, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(in, LENGTH, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Send(out, LENGTH, MPI_INT, right, 1, MPI_COMM_WORLD);
    }
}

static void synchronous(void)
{
    if (rank % 2 == 0) {
        MPI_Ssend(out, LENGTH, MPI_INT, right, 2, MPI_COMM_WORLD);
    } else {
        MPI_Recv(in, LENGTH, MPI_INT, left, 2, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
}

static void ready(void)
{
    MPI_Request request;

    MPI_Irecv(in, LENGTH, MPI_INT, left, 3, MPI_COMM_WORLD, &request);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Rsend(out, LENGTH, MPI_INT, right, 3, MPI_COMM_WORLD);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static void buffered(void)
{
    char *space = malloc(SPACE);
    void *old;
    int bytes;

    MPI_Buffer_attach(space, SPACE);
    MPI_Bsend(out, LENGTH, MPI_INT, right, 4, MPI_COMM_WORLD);
    MPI_Recv(in, LENGTH, MPI_INT, left, 4, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Buffer_detach(&old, &bytes);
    free(space);
}

static void both_at_once(void)
{
    MPI_Sendrecv(out, LENGTH, MPI_INT, right, 5, in, LENGTH, MPI_INT, left, 5,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Sendrecv_replace(in, LENGTH, MPI_INT, right, 6, left, 6, MPI_COMM_WORLD,
                         MPI_STATUS_IGNORE);
}

static void probed(void)
{
    MPI_Message message;
    MPI_Request requests[2];
    MPI_Status status;
    int count;

    MPI_Isend(out, LENGTH, MPI_INT, right, 7, MPI_COMM_WORLD, &requests[0]);
    MPI_Probe(left, 7, MPI_COMM_WORLD, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    MPI_Recv(in, count, MPI_INT, left, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Isend(out, LENGTH, MPI_INT, right, 8, MPI_COMM_WORLD, &requests[1]);
    MPI_Mprobe(left, 8, MPI_COMM_WORLD, &message, MPI_STATUS_IGNORE);
    MPI_Mrecv(in, LENGTH, MPI_INT, &message, MPI_STATUS_IGNORE);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
}

/* A column of a matrix. */
static void with_a_type(void)
{
    static int matrix[LENGTH][LENGTH];
    MPI_Datatype column;

    MPI_Type_vector(LENGTH, 1, LENGTH, MPI_INT, &column);
    MPI_Type_commit(&column);
    MPI_Sendrecv(&matrix[0][0], 1, column, right, 9, &matrix[0][1], 1, column,
                 left, 9, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Type_free(&column);
}

/* Rank 0 gets a number of each. */
static void from_anybody(void)
{
    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Recv(in, LENGTH, MPI_INT, MPI_ANY_SOURCE, 10, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        }
    } else {
        MPI_Send(out, LENGTH, MPI_INT, 0, 10, MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    right = (rank + 1) % size;
    blocking();
    synchronous();
    ready();
    buffered();
    both_at_once();
    probed();
    with_a_type();
    from_anybody();
    MPI_Finalize();
    return 0;
}
