/*
 * left_on_stack - main returns while an operation has a buffer on its stack,
 * which is read or written later.
 *
 * ranks: 4
 * exit: 81
 * finds: request_leak
 * says: its request is never completed before MPI_Finalize
 * variants: MPI_Irecv MPI_Isend MPI_Ibcast MPI_Iallreduce MPI_Allreduce_init
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    COUNT = 40000
};

/* Begin the operation; the others do their part later. */
static void begin(const char *what, int rank, int *words, int *sums,
                  MPI_Request *request)
{
    if (strcmp(what, "MPI_Irecv") == 0 && rank == 1)
        MPI_Irecv(words, COUNT, MPI_INT, 0, 1, MPI_COMM_WORLD, request);
    else if (strcmp(what, "MPI_Isend") == 0 && rank == 1)
        MPI_Isend(words, COUNT, MPI_INT, 0, 1, MPI_COMM_WORLD, request);
    else if (strcmp(what, "MPI_Ibcast") == 0)
        MPI_Ibcast(words, COUNT, MPI_INT, 0, MPI_COMM_WORLD, request);
    else if (strcmp(what, "MPI_Iallreduce") == 0)
        MPI_Iallreduce(words, sums, COUNT, MPI_INT, MPI_SUM, MPI_COMM_WORLD,
                       request);
    else if (strcmp(what, "MPI_Allreduce_init") == 0)
        MPI_Allreduce_init(words, sums, COUNT, MPI_INT, MPI_SUM, MPI_COMM_WORLD,
                           MPI_INFO_NULL, request);
    if (strcmp(what, "MPI_Allreduce_init") == 0)
        MPI_Start(request);
}

static void take_part(const char *what, int *words)
{
    if (strcmp(what, "MPI_Irecv") == 0)
        MPI_Send(words, COUNT, MPI_INT, 1, 1, MPI_COMM_WORLD);
    else if (strcmp(what, "MPI_Isend") == 0)
        MPI_Recv(words, COUNT, MPI_INT, 1, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
}

int main(int argc, char **argv)
{
    int rank, words[COUNT] = {0}, sums[COUNT];
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 1)
        DR_Compute(1e-3);
    begin(argv[1], rank, words, sums, &request);
    if (rank == 0)
        take_part(argv[1], words);
    if (rank != 1) {
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        if (strcmp(argv[1], "MPI_Allreduce_init") == 0)
            MPI_Request_free(&request);
    }
    MPI_Finalize();
    return 0;
}
