/*
 * intercomm_root - MPI_ROOT is for intercommunicators; there, the root must be
 * a rank of the other group, which has two.
 *
 * ranks: 5
 * exit: 81
 * variants: MPI_Bcast MPI_Reduce
 * finds: invalid_argument
 * says: MPI_ROOT is for intercomm.*MPI_ERR_ROOT|root 2 is not in 0..1, the
 * ranks
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
    if (strcmp(argv[1], "MPI_Bcast") == 0)
        MPI_Bcast(&sum, 1, MPI_INT, MPI_ROOT, MPI_COMM_WORLD);
    if (rank % 2 == 0)
        MPI_Reduce(&rank, &sum, 1, MPI_INT, MPI_SUM, 2, inter);
    MPI_Finalize();
    return 0;
}
