/*
 * stuck_comm_triangle - three communicators of two ranks each: everybody
 * begins with the one to the right.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2
 * cycle: 0 1 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, right, left;
    MPI_Comm edge[3];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 3; i++)
        MPI_Comm_split(MPI_COMM_WORLD,
                       rank == i || rank == (i + 1) % 3 ? 0 : MPI_UNDEFINED,
                       rank, &edge[i]);
    right = rank;
    left = (rank + 2) % 3;
    /* stuck here */
    MPI_Barrier(edge[right]);
    MPI_Barrier(edge[left]);
    MPI_Comm_free(&edge[right]);
    MPI_Comm_free(&edge[left]);
    MPI_Finalize();
    return 0;
}
