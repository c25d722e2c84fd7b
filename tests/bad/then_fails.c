/*
 * then_fails - a callback returns an error, or what is none; or what it gave
 * to wait for fails: the report says which, and that it was not MPI.
 *
 * ranks: 1
 * exit: 81
 * finds: VARIANT
 * says: callback of DR_Then at .*:[0-9]+ returned an|got a message of 8 bytes
 * variants: invalid_argument truncation
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static int first, second[2];

static int fail(MPI_Status statuses[], void *what, MPI_Request *next)
{
    (void)statuses;
    if (strcmp(what, "truncation") == 0)
        return MPI_Irecv(&first, 1, MPI_INT, 0, 2, MPI_COMM_SELF, next);
    return MPI_ERR_TRUNCATE;
}

int main(int argc, char **argv)
{
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Irecv(&first, 1, MPI_INT, 0, 1, MPI_COMM_SELF, &request);
    MPI_Send(second, 1, MPI_INT, 0, 1, MPI_COMM_SELF);
    MPI_Send(second, 2, MPI_INT, 0, 2, MPI_COMM_SELF);
    DR_Then(&request, fail, argv[1]);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
