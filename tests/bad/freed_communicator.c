/*
 * freed_communicator - a copy of a handle is used after MPI_Comm_free.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: MPI_Barrier
 * says: MPI_ERR_COMM
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm comm, copy;

    MPI_Init(&argc, &argv);
    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    copy = comm;
    MPI_Comm_free(&comm);
    MPI_Barrier(copy);
    MPI_Finalize();
    return 0;
}
