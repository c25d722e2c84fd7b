/*
 * completed_request - a copy of a handle is waited for a second time.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: MPI_Wait
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int out = 1, in = 0;
    MPI_Request req, copy;

    MPI_Init(&argc, &argv);
    MPI_Irecv(&in, 1, MPI_INT, 0, 1, MPI_COMM_SELF, &req);
    copy = req;
    MPI_Send(&out, 1, MPI_INT, 0, 1, MPI_COMM_SELF);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Wait(&copy, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return in - out;
}
