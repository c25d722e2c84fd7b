/*
 * A rank dereferences NULL.
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * who: 1
 * says: null_pointer.c
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    volatile int *nowhere = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        *nowhere = 1;
    MPI_Finalize();
    return 0;
}
