/*
 * A rank recurses until its stack is full.
 *
 * ranks: 2
 * exit: 82
 * finds: crash
 * who: 0
 * says: stack overflow
 * says: endless_recursion.c
 */
#include <mpi.h>

static int deeper(volatile int *above)
{
    volatile int here[64];

    here[0] = above[0] + 1;
    return deeper(here) + here[0];
}

int main(int argc, char **argv)
{
    volatile int start[64] = {0};
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        return deeper(start);
    MPI_Finalize();
    return 0;
}
