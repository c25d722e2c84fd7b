/*
 * ends_odd_even_ring - even ranks send first, odd ones receive first; where
 * two even ones meet it only takes longer.
 *
 * ranks: 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, theirs = -1, left, right;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = (rank + size - 1) % size;
    right = (rank + 1) % size;
    if (rank % 2 == 0) {
        MPI_Ssend(&rank, 1, MPI_INT, right, 1, MPI_COMM_WORLD);
        MPI_Recv(&theirs, 1, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Recv(&theirs, 1, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Ssend(&rank, 1, MPI_INT, right, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return theirs != left;
}
