/*
 * then_misused - a continuation goes on with what is no request, or its own.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: which is no handle|of the continuation itself
 * variants: next_garbage next_itself
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static MPI_Request promise = MPI_REQUEST_NULL;

static int follow(MPI_Status statuses[], void *what, MPI_Request *next)
{
    (void)statuses;
    *next = strcmp(what, "next_itself") == 0 ? promise : (MPI_Request)12345;
    return MPI_SUCCESS;
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    DR_Then(&promise, follow, argv[1]);
    MPI_Wait(&promise, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
