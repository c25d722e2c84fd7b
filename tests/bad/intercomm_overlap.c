/*
 * intercomm_overlap - rank 2 is in both groups.
 *
 * ranks: 5
 * exit: 81
 * finds: invalid_argument
 * says: rank 2 of MPI_COMM_WORLD is in both groups .MPI_ERR_COMM
 */
#include <mpi.h>

/* Its group looks for its own leader. */
int main(int argc, char **argv)
{
    MPI_Comm whole, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank < 2 ? MPI_UNDEFINED : 0, rank, &whole);
    if (rank >= 2)
        MPI_Intercomm_create(whole, 0, MPI_COMM_WORLD, 2, 7, &inter);
    MPI_Finalize();
    return 0;
}
