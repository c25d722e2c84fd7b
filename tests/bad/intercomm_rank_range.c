/*
 * intercomm_rank_range - rank 2 is one of three in its own group, but the other
 * group has two.
 *
 * ranks: 5
 * exit: 81
 * finds: invalid_argument
 * says: rank 2 is not in 0..1, the ranks of the remote group .MPI_ERR_RANK
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    if (rank == 4)
        MPI_Send(&rank, 1, MPI_INT, 2, 0, inter);
    MPI_Finalize();
    return 0;
}
