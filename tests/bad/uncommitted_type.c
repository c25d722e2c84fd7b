/*
 * uncommitted_type - a derived datatype is used before MPI_Type_commit.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: the datatype has not been committed .MPI_ERR_TYPE
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, values[2] = {0, 0};
    MPI_Datatype pair;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    if (rank == 0)
        MPI_Send(values, 1, pair, 1, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
