/*
 * init_twice - MPI_Init a second time.
 *
 * ranks: 1
 * exit: 81
 * finds: invalid_argument
 * says: MPI_Init
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Init(&argc, &argv);
    MPI_Finalize();
    return 0;
}
