/*
 * ends_tail_of_cycle - rank 0 sends to rank 1, which talks to rank 2 first.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Ssend(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else {
        if (rank == 1)
            MPI_Send(&value, 1, MPI_INT, 2, 2, MPI_COMM_WORLD);
        MPI_Recv(&value, 1, MPI_INT, 3 - rank, 2, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (rank == 2)
            MPI_Send(&value, 1, MPI_INT, 1, 2, MPI_COMM_WORLD);
        if (rank == 1)
            MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
