/*
 * deadlock_while_others_work - a rank is stuck although another computes,
 * sleeps and polls to its end.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * says: MPI_Recv
 */
#include <dryrun.h>
#include <mpi.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int rank, value = 0, flag;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    for (int i = 0; i < 100; i++) {
        DR_Compute(1e-3);
        usleep(1000);
        MPI_Iprobe(MPI_ANY_SOURCE, 2, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
