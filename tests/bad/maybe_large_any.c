/*
 * maybe_large_any - as maybe_any_then_named, with messages that wait for their
 * receive.
 *
 * ranks: 3
 * exit: 0
 * explore: 80
 */
#include <mpi.h>

enum {
    COUNT = 100000
};

static char bytes[COUNT];


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        MPI_Recv(bytes, COUNT, MPI_CHAR, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        MPI_Recv(bytes, COUNT, MPI_CHAR, 2, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } else {
        MPI_Send(bytes, COUNT, MPI_CHAR, 0, 1, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
