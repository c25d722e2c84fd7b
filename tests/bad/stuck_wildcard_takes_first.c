/*
 * stuck_wildcard_takes_first - MPI_ANY_SOURCE takes the message of rank 1,
 * which comes first, and the next receive wants that one.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0
 */
#include <dryrun.h>
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        if (rank == 2)
            DR_Compute(1e-3);
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
