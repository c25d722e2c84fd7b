/*
 * crash_division - a rank divides by zero.
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * who: 1
 * says: SIGFPE|division|arithmetic
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        rank = 7 / (rank - 1);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
