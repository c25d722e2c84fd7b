/*
 * stuck_proc_null_guard - the last but one rank takes itself for the end of
 * the line.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, rank - 1, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Send(&value, 1, MPI_INT, rank < size - 2 ? rank + 1 : MPI_PROC_NULL, 1,
             MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
