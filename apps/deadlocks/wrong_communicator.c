/*
 * wrong_communicator - a message in one communicator, its receive in another.
 *
 * A library keeps its messages apart from the program's in a communicator of
 * its own.  Here one rank forgets to use it.
 *
 * usage: wrong_communicator [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    TAG = 1
};

int main(int argc, char **argv)
{
    MPI_Comm library;
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_dup(MPI_COMM_WORLD, &library);
    MPI_Comm_set_name(library, "library");
    if (rank == 0) {
        MPI_Send(&value, 1, MPI_INT, 1, TAG,
                 argc > 1 ? library : MPI_COMM_WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, TAG, library, MPI_STATUS_IGNORE);
        printf("rank 1 has %d\n", value);
    }
    MPI_Comm_free(&library);
    MPI_Finalize();
    return 0;
}
