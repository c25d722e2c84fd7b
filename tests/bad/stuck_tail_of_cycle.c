/*
 * stuck_tail_of_cycle - rank 0 sends to rank 1, which is in a cycle with rank
 * 2.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * cycle: 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        /* stuck here */
        MPI_Ssend(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 3 - rank, 2, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Send(&value, 1, MPI_INT, 3 - rank, 2, MPI_COMM_WORLD);
        if (rank == 1)
            MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
