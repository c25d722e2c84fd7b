/*
 * receives.h - four numbers that rank 0 sends, and the ways to receive them;
 * with MPI_Sendrecv and its like rank 0 gets as many integers back.
 */
#include <mpi.h>
#include <string.h>

static MPI_Comm world;

static void exchange(const char *by, int peer, MPI_Datatype out,
                     MPI_Datatype in)
{
    static char from[16], to[16];
    MPI_Request request = MPI_REQUEST_NULL;

    if (!strcmp(by, "MPI_Sendrecv"))
        MPI_Sendrecv(from, 4, out, peer, 0, to, 4, in, peer, 0, world,
                     MPI_STATUS_IGNORE);
    else if (!strcmp(by, "MPI_Isendrecv"))
        MPI_Isendrecv(from, 4, out, peer, 0, to, 4, in, peer, 0, world,
                      &request);
    else if (!strcmp(by, "MPI_Sendrecv_replace"))
        MPI_Sendrecv_replace(to, 4, in, peer, 0, peer, 0, world,
                             MPI_STATUS_IGNORE);
    else
        MPI_Isendrecv_replace(to, 4, in, peer, 0, peer, 0, world, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static void receive(const char *by, MPI_Datatype type)
{
    static char to[16];
    MPI_Request request = MPI_REQUEST_NULL;
    MPI_Message message;

    if (!strcmp(by, "MPI_Recv")) {
        MPI_Recv(to, 4, type, 0, 0, world, MPI_STATUS_IGNORE);
    } else if (!strcmp(by, "MPI_Recv_c")) {
        MPI_Recv_c(to, 4, type, 0, 0, world, MPI_STATUS_IGNORE);
    } else if (!strcmp(by, "MPI_Irecv")) {
        MPI_Irecv(to, 4, type, 0, 0, world, &request);
    } else if (!strcmp(by, "MPI_Recv_init")) {
        MPI_Recv_init(to, 4, type, 0, 0, world, &request);
        MPI_Start(&request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Request_free(&request);
    } else {
        MPI_Mprobe(0, 0, world, &message, MPI_STATUS_IGNORE);
        if (!strcmp(by, "MPI_Mrecv"))
            MPI_Mrecv(to, 4, type, &message, MPI_STATUS_IGNORE);
        else
            MPI_Imrecv(to, 4, type, &message, &request);
    }
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

/* Rank 1 receives as `type`. */
static void receive_as(const char *by, MPI_Datatype type)
{
    int rank, numbers[4] = {1, 2, 3, 4}, in[4];
    int both = strstr(by, "sendrecv") || strstr(by, "Sendrecv");

    world = MPI_COMM_WORLD;
    MPI_Comm_rank(world, &rank);
    if (both && rank == 0 && !strstr(by, "replace"))
        exchange(by, 1, MPI_INT, MPI_INT);
    else if (both && rank == 1 && !strstr(by, "replace"))
        exchange(by, 0, MPI_INT, type);
    else if (both && rank == 1)
        exchange(by, 0, type, type);
    else if (both)
        MPI_Sendrecv(numbers, 4, MPI_INT, 1, 0, in, 4, type, 1, 0, world,
                     MPI_STATUS_IGNORE);
    else if (rank == 0)
        MPI_Send(numbers, 4, MPI_INT, 1, 0, world);
    else
        receive(by, type);
}
