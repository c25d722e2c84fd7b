/*
 * ends_sendrecv_tags - MPI_Sendrecv sends one tag and receives another, as the
 * other rank does.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Sendrecv(&mine, 1, MPI_INT, 1 - rank, 1 + rank, &theirs, 1, MPI_INT,
                 1 - rank, 2 - rank, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
