/*
 * Pairs in communicators of their own receive from each other: the report
 * speaks of ranks of MPI_COMM_WORLD, the calls of those of the communicator.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * says: from rank 2 \(1 in the communicator\): no such message is coming
 * says: with tag 5 from rank 0: no such message is coming
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half;
    int rank, value;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, 0, &half);
    MPI_Comm_rank(half, &rank);
    MPI_Recv(&value, 1, MPI_INT, 1 - rank, 5, half, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
