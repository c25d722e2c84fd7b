/*
 * objects_missing - a rank leaves out a collective of objects.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * says: rank 1, which has ended, has not entered this DR_
 * variants: object_allgather object_bcast object_reduce
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static DR_Object *keep_left(DR_Object *left, DR_Object *right, void *data)
{
    (void)data;
    DR_Object_free(right);
    return left;
}

int main(int argc, char **argv)
{
    DR_Object *mine = DR_Object_nil(), *all;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        ;
    else if (strcmp(argv[1], "object_allgather") == 0)
        DR_Allgather_object(mine, &all, MPI_COMM_WORLD);
    else if (strcmp(argv[1], "object_bcast") == 0)
        DR_Bcast_object(&mine, 1, MPI_COMM_WORLD);
    else
        DR_Reduce_object(mine, &all, keep_left, NULL, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
