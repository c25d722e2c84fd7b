/*
 * stuck_ring_of_sixteen - a ring of sends without a buffer, on sixteen ranks.
 *
 * ranks: 16
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
 * cycle: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    /* stuck here */
    MPI_Send(&mine, 1, MPI_INT, (rank + 1) % size, 1, MPI_COMM_WORLD);
    MPI_Recv(&theirs, 1, MPI_INT, (rank + size - 1) % size, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
