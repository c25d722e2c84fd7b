/*
 * ends_ring_of_sixteen - a ring of MPI_Sendrecv on sixteen ranks.
 *
 * ranks: 16
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, theirs = -1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Sendrecv(&rank, 1, MPI_INT, (rank + 1) % size, 1, &theirs, 1, MPI_INT,
                 (rank + size - 1) % size, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    MPI_Finalize();
    return theirs != (rank + size - 1) % size;
}
