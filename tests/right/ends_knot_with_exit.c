/*
 * ends_knot_with_exit - three ranks wait for anybody, and the fourth sets one
 * of them free, which frees the others.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 3) {
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (rank == 1) {
            MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
            MPI_Send(&value, 1, MPI_INT, 2, 1, MPI_COMM_WORLD);
        }
    }
    MPI_Finalize();
    return 0;
}
