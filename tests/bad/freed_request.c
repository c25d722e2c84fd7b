/*
 * A request is used after MPI_Request_free.
 *
 * ranks: 2
 * exit: 81
 * finds: request_misuse
 * says: MPI_Wait
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Request request, copy;
    int rank, value = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Send_init(&value, 1, MPI_INT, MPI_PROC_NULL, 0, MPI_COMM_WORLD,
                  &request);
    copy = request;
    MPI_Request_free(&request);
    MPI_Wait(&copy, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
