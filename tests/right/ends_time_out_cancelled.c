/*
 * ends_time_out_cancelled - a receive that nobody serves, cancelled when its
 * time is over.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0, flag = 0, cancelled;
    MPI_Request request;
    MPI_Status status;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        double until = MPI_Wtime() + 1e-4;

        MPI_Irecv(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        while (!flag && MPI_Wtime() < until)
            MPI_Test(&request, &flag, &status);
        if (!flag) {
            MPI_Cancel(&request);
            MPI_Wait(&request, &status);
        }
        MPI_Test_cancelled(&status, &cancelled);
        value = !cancelled;
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return value;
}
