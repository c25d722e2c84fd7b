/*
 * ends_persistent_bcasts - two broadcasts made once, of two roots, started in
 * any order, and one of them never by anybody.
 *
 * needs: 4
 * ranks: 6
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value[3] = {0};
    MPI_Request request[3];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 3; i++)
        MPI_Bcast_init(&value[i], 1, MPI_INT, i, MPI_COMM_WORLD, MPI_INFO_NULL,
                       &request[i]);
    for (int i = 0; i < 3; i++) {
        MPI_Start(&request[rank % 2]);
        MPI_Start(&request[1 - rank % 2]);
        MPI_Waitall(2, request, MPI_STATUSES_IGNORE);
    }
    for (int i = 0; i < 3; i++)
        MPI_Request_free(&request[i]);
    MPI_Finalize();
    return 0;
}
