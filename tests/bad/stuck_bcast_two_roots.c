/*
 * stuck_bcast_two_roots - both ranks take the other one for the root of
 * MPI_Bcast.
 *
 * ranks: 2
 * exit: 80
 * finds: collective_mismatch deadlock
 * stuck: 0 1
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    /* stuck here */
    MPI_Bcast(&value, 1, MPI_INT, 1 - rank, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
