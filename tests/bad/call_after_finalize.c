/*
 * call_after_finalize - MPI_Barrier after MPI_Finalize.
 *
 * ranks: 2
 * exit: 81
 * finds: call_outside_mpi
 * says: MPI_Barrier
 * says: after MPI_Finalize
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Finalize();
    MPI_Barrier(MPI_COMM_WORLD);
    return 0;
}
