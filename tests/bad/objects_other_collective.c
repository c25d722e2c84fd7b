/*
 * objects_other_collective - one member scatters an object, the other gathers.
 *
 * ranks: 2
 * exit: 80
 * finds: collective_mismatch deadlock
 * says: is DR_Gather_object here and DR_Scatter_object on rank 0
 * on rank 0
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
        DR_Scatter_object(NULL, &object, 1, MPI_COMM_WORLD);
    else
        DR_Gather_object(NULL, &object, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
