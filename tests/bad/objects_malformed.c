/*
 * objects_malformed - what is received as an object is none.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: the message of 1 byte from rank 0 with tag 5 is no object. at byte 0,
 * this byte begins no value
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    DR_Object *object = NULL;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send("\xc1", 1, MPI_BYTE, 1, 5, MPI_COMM_WORLD);
    else
        DR_Recv_object(&object, 0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
