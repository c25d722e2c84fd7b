/*
 * deadlock_with_oneself - a synchronous send to itself, without a receive.
 *
 * ranks: 1
 * exit: 80
 * finds: deadlock
 * says: MPI_Ssend
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Ssend(&value, 1, MPI_INT, rank, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
