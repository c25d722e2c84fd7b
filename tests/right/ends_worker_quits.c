/*
 * ends_worker_quits - a worker without a result says so; the master has a
 * message of each.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42, results = 0;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        for (int worker = 1; worker < size; worker++) {
            MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                     &status);
            MPI_Get_count(&status, MPI_INT, &value);
            results += value;
        }
    } else {
        MPI_Send(&value, rank == 2 ? 0 : 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return rank == 0 && results != 2;
}
