/*
 * ends_receive_line - everybody but the first receives from the left before
 * sending to the right.
 *
 * ranks: 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank > 0)
        MPI_Recv(&value, 1, MPI_INT, rank - 1, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    if (rank < size - 1)
        MPI_Send(&value, 1, MPI_INT, rank + 1, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
