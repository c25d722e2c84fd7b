/*
 * object_overwritten - what a pending object is to be stored in is changed.
 *
 * ranks: 2
 * exit: 81
 * finds: buffer_in_use
 * says: DR_Irecv_object
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    DR_Object *object = NULL;
    MPI_Request request;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Barrier(MPI_COMM_WORLD);
        object = DR_Object_nil();
        DR_Send_object(object, 1, 0, MPI_COMM_WORLD);
    } else {
        DR_Irecv_object(&object, 0, 0, MPI_COMM_WORLD, &request);
        object = DR_Object_nil();
        MPI_Barrier(MPI_COMM_WORLD);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    DR_Object_free(object);
    MPI_Finalize();
    return 0;
}
