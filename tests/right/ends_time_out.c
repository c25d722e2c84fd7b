/*
 * ends_time_out - a receive that is given up after a while, whether or not the
 * message comes in time.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 1, flag = 0;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        double until = MPI_Wtime() + 1e-4;

        MPI_Irecv(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, &request);
        while (!flag && MPI_Wtime() < until)
            MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
        MPI_Send(&flag, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
        if (!flag)
            MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else {
        MPI_Isend(&value, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request);
        MPI_Recv(&flag, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
