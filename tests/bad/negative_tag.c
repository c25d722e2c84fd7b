/*
 * negative_tag - tags begin at zero.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: -5
 * says: MPI_ERR_TAG
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, -5, MPI_COMM_WORLD);
    MPI_Finalize();
    return value;
}
