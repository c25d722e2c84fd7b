/*
 * then_taken - a persistent request is used while a continuation has it.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: MPI_Recv_init, belongs to a continuation|DR_Then at
 * variants: wait start free again
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
    MPI_Request receive, request;

    MPI_Init(&argc, &argv);
    MPI_Recv_init(&in, 1, MPI_INT, 0, 0, MPI_COMM_SELF, &receive);
    MPI_Start(&receive);
    request = receive;
    DR_Then(&request, ignore, NULL);
    if (strcmp(argv[1], "wait") == 0)
        MPI_Wait(&receive, MPI_STATUS_IGNORE);
    if (strcmp(argv[1], "start") == 0)
        MPI_Start(&receive);
    if (strcmp(argv[1], "free") == 0)
        MPI_Request_free(&receive);
    if (strcmp(argv[1], "again") == 0)
        DR_Then(&receive, ignore, NULL);
    MPI_Send(&out, 1, MPI_INT, 0, 0, MPI_COMM_SELF);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Request_free(&receive);
    MPI_Finalize();
    return 0;
}
