/*
 * deadlock_synchronous_ring - a ring of synchronous sends.
 *
 * ranks: 5
 * exit: 80
 * finds: deadlock
 * says: MPI_Ssend
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mine, theirs;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    mine = rank;
    MPI_Ssend(&mine, 1, MPI_INT, (rank + 1) % size, 4, MPI_COMM_WORLD);
    MPI_Recv(&theirs, 1, MPI_INT, (rank + size - 1) % size, 4, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
