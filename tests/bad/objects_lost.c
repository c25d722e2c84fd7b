/*
 * objects_lost - nobody receives an object.
 *
 * ranks: 2
 * exit: 81
 * finds: buffering_dependent unmatched_message
 * says: sent 1 byte with tag 5 to rank 1, which never received them
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
        DR_Send_object(object, 1, 5, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
