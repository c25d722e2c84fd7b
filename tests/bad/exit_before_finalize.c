/*
 * A rank leaves without MPI_Finalize.  Its status is the run's.
 *
 * ranks: 2
 * exit: 3
 * finds: missing_finalize
 * who: 1
 */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        exit(3);
    MPI_Finalize();
    return 0;
}
