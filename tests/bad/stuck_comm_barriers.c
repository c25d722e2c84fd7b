/*
 * stuck_comm_barriers - half are in a barrier of MPI_COMM_WORLD, half in one
 * of its duplicate.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm twin;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &twin);
    if (rank % 2 == 0)
        /* stuck here */
        MPI_Barrier(MPI_COMM_WORLD);
    else
        /* stuck here */
        MPI_Barrier(twin);
    MPI_Comm_free(&twin);
    MPI_Finalize();
    return 0;
}
