/*
 * atexit - functions for the end run once per rank, last registered first,
 * after main and with the rank's own variables.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static int rank = -1;

static void first_registered(void)
{
    printf("rank %d: first registered, last run\n", rank);
}

static void last_registered(void)
{
    printf("rank %d: last registered, first run\n", rank);
}

__attribute__((destructor)) static void destructor(void)
{
    printf("rank %d: destructor\n", rank);
}


int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    atexit(first_registered);
    atexit(last_registered);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    if (rank == 1)
        exit(0);
    return 0;
}
