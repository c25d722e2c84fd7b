/*
 * ready_too_early - a ready send begins before its receive is posted.
 *
 * ranks: 2
 * exit: 81
 * finds: request_misuse
 * says: a ready send began before its receive was posted
 * meets: MPI_(R|Ir)send|MPI_Start at .*:[0-9]+, MPI_(Recv|Irecv|Imrecv) at
 * variants: MPI_Rsend MPI_Irsend MPI_Rsend_init MPI_Rsend_any
 * variants: MPI_Rsend_probed MPI_Irsend_on_the_way
 */
#include <mpi.h>
#include <string.h>

#define WORLD  MPI_COMM_WORLD
#define IGNORE MPI_STATUS_IGNORE

static int number;

static void sends(const char *how)
{
    MPI_Request request;

    if (strstr(how, "Irsend")) {
        MPI_Irsend(&number, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Wait(&request, IGNORE);
    } else if (strstr(how, "Rsend_init")) {
        MPI_Rsend_init(&number, 1, MPI_INT, 1, 0, WORLD, &request);
        MPI_Start(&request);
        MPI_Wait(&request, IGNORE);
        MPI_Request_free(&request);
    } else {
        MPI_Rsend(&number, 1, MPI_INT, 1, 0, WORLD);
    }
}

static void receives(const char *how)
{
    int source = strstr(how, "any") ? MPI_ANY_SOURCE : 0;
    MPI_Request request;
    MPI_Message message;

    if (strstr(how, "probed")) {
        MPI_Mprobe(0, 0, WORLD, &message, IGNORE);
        MPI_Imrecv(&number, 1, MPI_INT, &message, &request);
        MPI_Wait(&request, IGNORE);
    } else if (strstr(how, "on_the_way")) {
        /* Posted when the message comes, but not when it left. */
        MPI_Recv(&number, 1, MPI_INT, 0, 1, WORLD, IGNORE);
        MPI_Irecv(&number, 1, MPI_INT, 0, 0, WORLD, &request);
        MPI_Wait(&request, IGNORE);
    } else {
        MPI_Recv(&number, 1, MPI_INT, source, 0, WORLD, IGNORE);
    }
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &rank);
    if (rank == 0) {
        if (strstr(argv[1], "on_the_way"))
            MPI_Send(&number, 1, MPI_INT, 1, 1, WORLD);
        sends(argv[1]);
    } else {
        if (!strstr(argv[1], "on_the_way"))
            MPI_Recv(&number, 0, MPI_INT, MPI_PROC_NULL, 0, WORLD, IGNORE);
        for (int i = 0, flag; i < 100 && !strstr(argv[1], "on_the_way"); i++)
            MPI_Iprobe(0, 9, WORLD, &flag, IGNORE);
        receives(argv[1]);
    }
    MPI_Finalize();
    return 0;
}
