/*
 * ends_persistent_reused - a ring of persistent requests, started in every
 * round before any is waited for.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, token, got = 0;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    token = rank;
    MPI_Recv_init(&got, 1, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD,
                  &requests[0]);
    MPI_Send_init(&token, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD,
                  &requests[1]);
    for (int round = 0; round < 2 * size; round++) {
        MPI_Startall(2, requests);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
        token = got;
    }
    MPI_Request_free(&requests[0]);
    MPI_Request_free(&requests[1]);
    MPI_Finalize();
    return token != rank;
}
