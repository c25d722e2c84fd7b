/*
 * then_never - a continuation whose operation never ends, seen by MPI_Finalize
 * or by its own callback: the report says who started it.
 *
 * ranks: 1
 * exit: 80
 * finds: deadlock
 * says: started by MPI_Irecv at|the continuation given to DR_Then at
 * variants: finalize_waits callback_waits
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static MPI_Request promise = MPI_REQUEST_NULL;

static int wait_for_itself(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_Wait(&promise, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv)
{
    int word;

    MPI_Init(&argc, &argv);
    if (strcmp(argv[1], "finalize_waits") == 0)
        MPI_Irecv(&word, 1, MPI_INT, 0, 9, MPI_COMM_WORLD, &promise);
    DR_Then(&promise, wait_for_itself, NULL);
    if (strcmp(argv[1], "callback_waits") == 0)
        MPI_Wait(&promise, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
