/*
 * stuck_comm_dup_alone - one rank does not call MPI_Comm_dup, which is
 * collective.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * says: MPI_Comm_dup
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm twin;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 1) {
        /* stuck here */
        MPI_Comm_dup(MPI_COMM_WORLD, &twin);
        MPI_Comm_free(&twin);
    }
    MPI_Finalize();
    return 0;
}
