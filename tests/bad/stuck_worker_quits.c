/*
 * stuck_worker_quits - a worker goes home without a result; the master waits
 * for three.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int worker = 1; worker < size; worker++)
            /* stuck here */
            MPI_Recv(&value, 1, MPI_INT, worker, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    } else if (rank != 2) {
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
