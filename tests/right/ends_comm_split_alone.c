/*
 * ends_comm_split_alone - a rank that does not want to be in any part calls
 * MPI_Comm_split with MPI_UNDEFINED.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm part;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 1 ? MPI_UNDEFINED : 0, rank, &part);
    if (rank != 1)
        MPI_Comm_free(&part);
    MPI_Finalize();
    return 0;
}
