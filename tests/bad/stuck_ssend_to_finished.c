/*
 * stuck_ssend_to_finished - a synchronous send to a rank that is in
 * MPI_Finalize.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        /* stuck here */
        MPI_Ssend(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
