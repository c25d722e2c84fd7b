/*
 * stuck_receive_ring - everybody receives from the left before sending to the
 * right.
 *
 * ranks: 5
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3 4
 * cycle: 0 4 3 2 1
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    /* stuck here */
    MPI_Recv(&theirs, 1, MPI_INT, (rank + size - 1) % size, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Send(&mine, 1, MPI_INT, (rank + 1) % size, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
