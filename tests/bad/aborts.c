/*
 * A rank calls abort().
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * who: 1
 * says: aborts.c
 */
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        abort();
    MPI_Finalize();
    return 0;
}
