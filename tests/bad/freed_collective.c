/*
 * freed_collective - the request of a nonblocking collective is freed, which
 * only those of messages may be.
 *
 * ranks: 2
 * exit: 81
 * finds: request_misuse
 * says: free of a request of a collective that is active, made by MPI_Ibcast
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int value = 42;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    MPI_Ibcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
    MPI_Request_free(&request);
    MPI_Finalize();
    return 0;
}
