/*
 * ends_sendrecv_gap - a ring of MPI_Sendrecv_replace around a rank that takes
 * no part.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value, left, right;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    value = rank;
    left = rank == 3 ? 1 : (rank + size - 1) % size;
    right = rank == 1 ? 3 : (rank + 1) % size;
    if (rank != 2)
        MPI_Sendrecv_replace(&value, 1, MPI_INT, right, 1, left, 1,
                             MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return rank != 2 && value != left;
}
