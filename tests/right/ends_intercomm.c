/*
 * ends_intercomm - two groups meet, exchange and merge; whichever of two
 * messages a wildcard takes first, the sum is the same.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, side, got[2], sum, place;
    MPI_Comm half, inter, all;
    MPI_Request requests[2];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    side = rank % 2;
    MPI_Comm_split(MPI_COMM_WORLD, side, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - side, 7, &inter);
    for (int i = 0; i < 2; i++)
        MPI_Isend(&rank, 1, MPI_INT, i, 0, inter, &requests[i]);
    for (int i = 0; i < 2; i++)
        MPI_Recv(&got[i], 1, MPI_INT, MPI_ANY_SOURCE, 0, inter,
                 MPI_STATUS_IGNORE);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, inter);
    MPI_Intercomm_merge(inter, side == 0, &all);
    MPI_Comm_rank(all, &place);
    MPI_Comm_free(&all);
    MPI_Comm_free(&inter);
    MPI_Comm_free(&half);
    MPI_Finalize();
    return got[0] + got[1] != sum || sum != 4 - 2 * side ||
           place != rank / 2 + (side ? 0 : 2);
}
