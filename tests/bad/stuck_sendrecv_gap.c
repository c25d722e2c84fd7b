/*
 * stuck_sendrecv_gap - a ring of MPI_Sendrecv_replace, and one rank does not
 * take part.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 3
 * says: MPI_Sendrecv_replace
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank != 2)
        /* stuck here */
        MPI_Sendrecv_replace(&value, 1, MPI_INT, (rank + 1) % size, 1,
                             (rank + size - 1) % size, 1, MPI_COMM_WORLD,
                             MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
