/*
 * maybe_iprobe_once - after a while of computing the program counts on the
 * message being there.
 *
 * ranks: 2
 * exit: 0
 * explore: 80
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42, flag;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        DR_Compute(1e-3);
        MPI_Iprobe(1, 1, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
        MPI_Recv(&value, 1, MPI_INT, 1, flag ? 1 : 2, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
