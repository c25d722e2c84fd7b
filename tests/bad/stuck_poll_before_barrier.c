/*
 * stuck_poll_before_barrier - rank 0 polls for a message that rank 1 sends
 * after the barrier.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42, flag = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        while (!flag)
            /* stuck here */
            MPI_Iprobe(1, 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    /* stuck here */
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
