/*
 * spins.c - rank 0 waits, rank 1 computes for ever: simulated or really.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, value;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Recv(&value, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    fprintf(stderr, "spinning\n");
    for (;;) {
        if (argc == 1)
            DR_Compute(1e-6);
    }
}
