/*
 * ready_in_time - receives are posted before ready sends begin.
 *
 * ranks: 2
 * variants: MPI_Rsend MPI_Irsend MPI_Rsend_init MPI_Rsend_told MPI_Rsend_any
 * variants: MPI_Rsend_again
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

int main(int argc, char **argv)
{
    const char *how = argv[1];
    int rank, got, rounds = strstr(how, "again") ? 3 : 1;
    int source = strstr(how, "any") ? MPI_ANY_SOURCE : 0;
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &rank);
    if (rank == 1)
        MPI_Recv_init(&got, 1, MPI_INT, source, 0, WORLD, &request);
    for (int i = 0; i < rounds; i++) {
        if (rank == 1)
            MPI_Start(&request);
        if (!strstr(how, "told"))
            MPI_Barrier(WORLD);
        else if (rank == 1)
            MPI_Send(NULL, 0, MPI_INT, 0, 1, WORLD);
        else
            MPI_Recv(NULL, 0, MPI_INT, 1, 1, WORLD, IGNORE);
        if (rank == 0)
            sends(how);
        MPI_Wait(&request, IGNORE);
    }
    if (rank == 1)
        MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
