/*
 * objects_at_barrier - one member broadcasts an object where the other is in a
 * barrier, which gets its messages: one mistake, one finding.
 *
 * ranks: 2
 * exit: 81
 * finds: collective_mismatch
 * says: is MPI_Barrier here and DR_Bcast_object on rank 0
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    DR_Object *number = DR_Object_integer(1);
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        DR_Bcast_object(&number, 0, MPI_COMM_WORLD);
    else
        MPI_Barrier(MPI_COMM_WORLD);
    DR_Object_free(number);
    MPI_Finalize();
    return 0;
}
