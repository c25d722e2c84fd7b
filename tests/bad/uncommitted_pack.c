/*
 * uncommitted_pack - a datatype is packed before MPI_Type_commit.
 *
 * ranks: 1
 * exit: 81
 * finds: invalid_argument
 * says: datatype has not been committed .MPI_ERR_TYPE
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int values[2] = {0, 0}, position = 0;
    char packed[8];
    MPI_Datatype pair;

    MPI_Init(&argc, &argv);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    MPI_Pack(values, 1, pair, packed, sizeof packed, &position, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
