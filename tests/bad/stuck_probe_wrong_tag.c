/*
 * stuck_probe_wrong_tag - a probe for another tag than the message has.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 6, MPI_COMM_WORLD);
    else
        /* stuck here */
        MPI_Probe(0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
