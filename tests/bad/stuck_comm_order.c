/*
 * stuck_comm_order - barriers of two communicators, in another order on each
 * rank.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm first, second;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &first);
    MPI_Comm_dup(MPI_COMM_WORLD, &second);
    if (rank == 0) {
        /* stuck here */
        MPI_Barrier(first);
        MPI_Barrier(second);
    } else {
        /* stuck here */
        MPI_Barrier(second);
        MPI_Barrier(first);
    }
    MPI_Comm_free(&first);
    MPI_Comm_free(&second);
    MPI_Finalize();
    return 0;
}
