/*
 * not_a_datatype - a handle that no call returned.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: the datatype is no handle of MPI .MPI_ERR_TYPE
 */
#include <mpi.h>
#include <stdint.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, (MPI_Datatype)(intptr_t)0x7777777, 1, 1,
                 MPI_COMM_WORLD);
    MPI_Finalize();
    return value;
}
