/*
 * hello - a string goes from rank to rank.
 *
 * Every rank waits for the greeting of its left neighbour, prints it, and
 * greets its right neighbour.  The ends of the line have MPI_PROC_NULL for a
 * neighbour: sending to it does nothing.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

enum {
    TAG = 1,
    ROOM = 64
};

int main(int argc, char **argv)
{
    char heard[ROOM], said[ROOM];
    int rank, size, left, right;
    double start;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    start = MPI_Wtime();

    strcpy(heard, "nothing");
    MPI_Recv(heard, ROOM, MPI_CHAR, left, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    printf("rank %d heard \"%s\" after %.3f us\n", rank, heard,
           1e6 * (MPI_Wtime() - start));

    snprintf(said, ROOM, "hello from rank %d", rank);
    MPI_Send(said, (int)strlen(said) + 1, MPI_CHAR, right, TAG, MPI_COMM_WORLD);

    MPI_Finalize();
    return 0;
}
