/*
 * active_request_started - MPI_Start of a request that is active already.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: MPI_Start
 * says: active
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int value = 0;
    MPI_Request req;

    MPI_Init(&argc, &argv);
    MPI_Recv_init(&value, 1, MPI_INT, 0, 1, MPI_COMM_SELF, &req);
    MPI_Start(&req);
    MPI_Start(&req);
    MPI_Finalize();
    return 0;
}
