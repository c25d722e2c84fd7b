/*
 * calls_alike - equal calls in two branches stay two when the compiler
 * optimises: the second one is told, at its line.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * flags: -O2
 * says: "line": 26,
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, number = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc > 1) {
        if (rank == 0)
            MPI_Recv(&number, 1, MPI_INT, 1, 5, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    } else {
        MPI_Barrier(MPI_COMM_WORLD);
        if (rank == 0)
            MPI_Recv(&number, 1, MPI_INT, 1, 5, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
