/*
 * ends_tag_off_by_one - tags from 1 are sent and received, in another order.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Request requests[4];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 4; i++)
        if (rank == 0)
            MPI_Isend(&value, 1, MPI_INT, 1, i + 1, MPI_COMM_WORLD,
                      &requests[i]);
        else
            MPI_Recv(&value, 1, MPI_INT, 0, 4 - i, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    if (rank == 0)
        MPI_Waitall(4, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
