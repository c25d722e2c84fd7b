/*
 * freed_type - a message of a datatype that has been freed.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: the datatype has been freed .MPI_ERR_TYPE
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, values[2] = {0, 0};
    MPI_Datatype pair, kept;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Type_commit(&pair);
    kept = pair;
    MPI_Type_free(&pair);
    if (rank == 0)
        MPI_Send(values, 1, kept, 1, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
