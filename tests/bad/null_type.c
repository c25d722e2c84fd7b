/*
 * null_type - a collective call with MPI_DATATYPE_NULL.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: the datatype is MPI_DATATYPE_NULL .MPI_ERR_TYPE
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int value = 0;

    MPI_Init(&argc, &argv);
    MPI_Bcast(&value, 1, MPI_DATATYPE_NULL, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
