/*
 * wild_handle - handles that no call returned: said without the address, which
 * another run has elsewhere.
 *
 * variants: MPI_Bcast MPI_Reduce MPI_Comm_set_errhandler
 * ranks: 1
 * exit: 81
 * finds: invalid_argument
 * says: (communicator|op|operator|error handler) is no handle of MPI
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int value = 0, sum;
    void *wild = &value;

    MPI_Init(&argc, &argv);
    if (!strcmp(argv[1], "MPI_Bcast"))
        MPI_Bcast(&value, 1, MPI_INT, 0, wild);
    if (!strcmp(argv[1], "MPI_Reduce"))
        MPI_Reduce(&value, &sum, 1, MPI_INT, wild, 0, MPI_COMM_WORLD);
    if (!strcmp(argv[1], "MPI_Comm_set_errhandler"))
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, wild);
    MPI_Finalize();
    return 0;
}
