/*
 * A buffer of NULL with a count above 0.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: NULL|null
 */
#include <mpi.h>
#include <stddef.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(NULL, 5, MPI_INT, 1, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
