/*
 * leaked_continuation - a continuation's request is never completed.
 *
 * ranks: 1
 * exit: 81
 * finds: request_leak
 * who: 0
 * says: its request is never completed
 */
#include <dryrun.h>
#include <mpi.h>

static int nothing(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_SUCCESS;
}

int main(int argc, char **argv)
{
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Init(&argc, &argv);
    DR_Then(&request, nothing, NULL);
    MPI_Finalize();
    return 0;
}
