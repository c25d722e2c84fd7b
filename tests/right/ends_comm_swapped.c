/*
 * ends_comm_swapped - the same ranks and tags in two duplicates, received in
 * another order.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0, other = 0;
    MPI_Comm first, second;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &first);
    MPI_Comm_dup(MPI_COMM_WORLD, &second);
    if (rank == 0) {
        value = 1;
        other = 2;
        MPI_Isend(&value, 1, MPI_INT, 1, 1, first, &requests[0]);
        MPI_Isend(&other, 1, MPI_INT, 1, 1, second, &requests[1]);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    } else {
        MPI_Recv(&other, 1, MPI_INT, 0, 1, second, MPI_STATUS_IGNORE);
        MPI_Recv(&value, 1, MPI_INT, 0, 1, first, MPI_STATUS_IGNORE);
    }
    MPI_Comm_free(&first);
    MPI_Comm_free(&second);
    MPI_Finalize();
    return value != 1 || other != 2;
}
