/*
 * ends_comm_world_rank - ranks of a communicator are used in it.
 *
 * ranks: 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;
    MPI_Comm workers;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? MPI_UNDEFINED : 0, rank,
                   &workers);
    if (rank == 1)
        MPI_Send(&value, 1, MPI_INT, 1, 1, workers);
    if (rank == 2)
        MPI_Recv(&value, 1, MPI_INT, 0, 1, workers, MPI_STATUS_IGNORE);
    if (rank > 0)
        MPI_Comm_free(&workers);
    MPI_Finalize();
    return 0;
}
