/*
 * maybe_test_once - the program counts on a message that is sent late not
 * being there yet.
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
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Irecv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &request);
        MPI_Test(&request, &flag, MPI_STATUS_IGNORE);
        if (flag)
            MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else {
        DR_Compute(1e-3);
        MPI_Send(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
