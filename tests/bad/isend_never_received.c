/*
 * isend_never_received - what is waited for and never received: no advice to
 * send it as it is sent.
 *
 * ranks: 2
 * exit: 81
 * finds: buffering_dependent unmatched_message
 * says: let the receiver post its receive before it waits for this rank
 * variants: MPI_Isend MPI_Send_init DR_Isend_object
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    DR_Object *object = DR_Object_integer(5);
    int rank, value = 1;
    MPI_Request request = MPI_REQUEST_NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0 && strcmp(argv[1], "MPI_Isend") == 0)
        MPI_Isend(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &request);
    if (rank == 0 && strcmp(argv[1], "DR_Isend_object") == 0)
        DR_Isend_object(object, 1, 1, MPI_COMM_WORLD, &request);
    if (rank == 0 && strcmp(argv[1], "MPI_Send_init") == 0) {
        MPI_Send_init(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &request);
        MPI_Start(&request);
    }
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (request != MPI_REQUEST_NULL)
        MPI_Request_free(&request);
    DR_Object_free(object);
    MPI_Finalize();
    return 0;
}
