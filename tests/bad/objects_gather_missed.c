/*
 * objects_gather_missed - a rank goes on to a barrier while others gather
 * objects: its message is no object, which is said no second time.
 *
 * ranks: 3
 * exit: 81
 * finds: collective_mismatch
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    DR_Object *mine, *all = NULL;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = DR_Object_integer(rank);
    if (rank != 2)
        DR_Gather_object(mine, &all, 0, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
