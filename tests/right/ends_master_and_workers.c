/*
 * ends_master_and_workers - a master hands out work until there is none, and
 * says so to each.
 *
 * ranks: 5
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, work = 0;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int i = 0; i < 10 + size - 1; i++) {
            MPI_Recv(&work, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                     &status);
            work = i < 10;
            MPI_Send(&work, 1, MPI_INT, status.MPI_SOURCE, 2, MPI_COMM_WORLD);
        }
    } else {
        do {
            MPI_Send(&work, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
            MPI_Recv(&work, 1, MPI_INT, 0, 2, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        } while (work);
    }
    MPI_Finalize();
    return 0;
}
