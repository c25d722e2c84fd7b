/*
 * stuck_comm_world_rank - a rank of MPI_COMM_WORLD is used in a communicator
 * of ranks 1 to 3.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 2
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
        MPI_Send(&value, 1, MPI_INT, 2, 1, workers);
    if (rank == 2)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 0, 1, workers, MPI_STATUS_IGNORE);
    if (rank > 0)
        MPI_Comm_free(&workers);
    MPI_Finalize();
    return 0;
}
