/*
 * stuck_master_and_stuck_workers - workers 1 and 2 are stuck; 3 and 4 get all
 * the work.
 *
 * ranks: 5
 * exit: 80
 * finds: deadlock
 * stuck: 1 2
 * cycle: 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, work = 0;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        for (int i = 0; i < 10; i++) {
            MPI_Recv(&work, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                     &status);
            MPI_Send(&work, 1, MPI_INT, status.MPI_SOURCE, 2, MPI_COMM_WORLD);
        }
    } else if (rank < 3) {
        /* stuck here */
        MPI_Ssend(&work, 1, MPI_INT, 3 - rank, 3, MPI_COMM_WORLD);
    } else {
        for (int i = 0; i < 5; i++) {
            MPI_Send(&work, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
            MPI_Recv(&work, 1, MPI_INT, 0, 2, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        }
    }
    MPI_Finalize();
    return 0;
}
