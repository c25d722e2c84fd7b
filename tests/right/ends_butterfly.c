/*
 * ends_butterfly - partners at growing distances swap sums.
 *
 * ranks: 8
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, sum = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    sum = rank;
    for (int bit = 1; bit < size; bit *= 2) {
        MPI_Sendrecv(&sum, 1, MPI_INT, rank ^ bit, bit, &theirs, 1, MPI_INT,
                     rank ^ bit, bit, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        sum += theirs;
    }
    MPI_Finalize();
    return sum != size * (size - 1) / 2;
}
