/*
 * stuck_butterfly - partners at growing distances all send first; nothing is
 * buffered.
 *
 * ranks: 8
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3 4 5 6 7
 * cycle: 0 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int bit = 1; bit < size; bit *= 2) {
        /* stuck here */
        MPI_Send(&mine, 1, MPI_INT, rank ^ bit, bit, MPI_COMM_WORLD);
        MPI_Recv(&theirs, 1, MPI_INT, rank ^ bit, bit, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
