/*
 * crash_assert - an assertion of the program fails.
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * who: 1
 * says: SIGABRT|abort
 */
#include <assert.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        assert(rank == 0);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
