/*
 * then_taken_over - a copy of a request is used after DR_Then has it.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: the request was taken over by DR_Then(_all)? at .*:[0-9]+
 * says: use the request that DR_Then(_all)? gave
 * variants: wait cancel free again all
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static int ignore(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_SUCCESS;
}

int main(int argc, char **argv)
{
    int in = 0, out = 1;
    MPI_Request old, request;

    MPI_Init(&argc, &argv);
    MPI_Irecv(&in, 1, MPI_INT, 0, 0, MPI_COMM_SELF, &request);
    old = request;
    if (strcmp(argv[1], "all") == 0)
        DR_Then_all(1, (MPI_Request[]){old}, ignore, NULL, &request);
    else
        DR_Then(&request, ignore, NULL);
    if (strcmp(argv[1], "cancel") == 0)
        MPI_Cancel(&old);
    if (strcmp(argv[1], "free") == 0)
        MPI_Request_free(&old);
    if (strcmp(argv[1], "again") == 0)
        DR_Then(&old, ignore, NULL);
    MPI_Send(&out, 1, MPI_INT, 0, 0, MPI_COMM_SELF);
    MPI_Wait(&old, MPI_STATUS_IGNORE);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
