/*
 * stuck_ring_among_others - ranks 0 to 2 are stuck in a ring; ranks 3 to 5
 * have one of their own, with a way out.
 *
 * ranks: 6
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * cycle: 0 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0, first, left, right;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    first = rank < 3 ? 0 : 3;
    left = first + (rank - first + 2) % 3;
    right = first + (rank - first + 1) % 3;
    if (rank == 3)
        MPI_Recv(&theirs, 1, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    /* stuck here */
    MPI_Ssend(&mine, 1, MPI_INT, right, 1, MPI_COMM_WORLD);
    if (rank != 3)
        MPI_Recv(&theirs, 1, MPI_INT, left, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
