/*
 * no_finalize - main returns between MPI_Init and MPI_Finalize.
 *
 * ranks: 2
 * exit: 81
 * finds: missing_finalize
 * who: 0 1
 * says: MPI_Finalize
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    return 0;
}
