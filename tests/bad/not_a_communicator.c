/*
 * not_a_communicator - a handle that no call returned.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: "the communicator is no handle of MPI .MPI_ERR
 */
#include <mpi.h>
#include <stdint.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 1, (MPI_Comm)(intptr_t)0x7777777);
    MPI_Finalize();
    return value;
}
