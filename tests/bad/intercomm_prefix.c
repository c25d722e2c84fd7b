/*
 * intercomm_prefix - ranks of two groups have no common order to sum along.
 *
 * ranks: 4
 * exit: 81
 * variants: MPI_Scan MPI_Exscan
 * finds: invalid_argument
 * says: the communicator is an intercommunicator .MPI_ERR_COMM
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank, sum = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    if (strcmp(argv[1], "MPI_Scan") == 0)
        MPI_Scan(&rank, &sum, 1, MPI_INT, MPI_SUM, inter);
    else
        MPI_Exscan(&rank, &sum, 1, MPI_INT, MPI_SUM, inter);
    MPI_Finalize();
    return 0;
}
