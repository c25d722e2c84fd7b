/*
 * stuck_comm_split_alone - a rank that does not want to be in any part does
 * not call MPI_Comm_split.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * says: MPI_Comm_split
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm part;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 1) {
        /* stuck here */
        MPI_Comm_split(MPI_COMM_WORLD, 0, rank, &part);
        MPI_Comm_free(&part);
    }
    MPI_Finalize();
    return 0;
}
