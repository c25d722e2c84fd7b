/*
 * no_remote_group - only an intercommunicator has a remote group.
 *
 * ranks: 2
 * exit: 81
 * finds: invalid_argument
 * says: MPI_Comm_remote_size
 * says: MPI_ERR_COMM
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int size;

    MPI_Init(&argc, &argv);
    MPI_Comm_remote_size(MPI_COMM_WORLD, &size);
    MPI_Finalize();
    return 0;
}
