/*
 * wild_request - a request that no call returned: said without the address,
 * which another run has elsewhere.
 *
 * ranks: 1
 * exit: 81
 * finds: request_misuse
 * says: "the request is no handle of MPI .MPI_ERR_REQUEST
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int value = 0;
    MPI_Request request = (void *)&value;

    MPI_Init(&argc, &argv);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
