/*
 * ends_own_mail - every rank sends to all, itself too, with the receives
 * posted.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, theirs[3];
    MPI_Request requests[3];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int r = 0; r < 3; r++)
        MPI_Irecv(&theirs[r], 1, MPI_INT, r, 1, MPI_COMM_WORLD, &requests[r]);
    for (int r = 0; r < 3; r++)
        MPI_Send(&rank, 1, MPI_INT, r, 1, MPI_COMM_WORLD);
    MPI_Waitall(3, requests, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return theirs[0] + theirs[1] + theirs[2] != 3;
}
