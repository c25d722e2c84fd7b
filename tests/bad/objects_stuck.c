/*
 * objects_stuck - objects are sent to each other, or asked for with another
 * tag: what is said is of objects.
 *
 * ranks: 2
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * says: by DR_Isend_object, or let|it asks for tag 7"
 * variants: both_send other_tag
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    DR_Object *object = DR_Object_integer(5), *got;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0 || strcmp(argv[1], "both_send") == 0) {
        MPI_Request request;

        if (strcmp(argv[1], "both_send") == 0)
            DR_Send_object(object, 1 - rank, 0, MPI_COMM_WORLD);
        else
            DR_Isend_object(object, 1, 8, MPI_COMM_WORLD, &request);
    }
    if (rank == 1)
        DR_Recv_object(&got, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    DR_Object_free(object);
    MPI_Finalize();
    return 0;
}
