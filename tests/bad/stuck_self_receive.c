/*
 * stuck_self_receive - rank 0 receives from itself before it has sent.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0
 * cycle: 0
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, rank, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Send(&value, 1, MPI_INT, rank, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
