/*
 * no_such_place - the list of neighbours is NULL on rank 0.
 *
 * usage: no_such_place [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

static int first(const int *list)
{
    return list[0];
}

int main(int argc, char **argv)
{
    int rank, neighbour = 1;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        printf("neighbour %d\n", first(argc > 1 ? &neighbour : NULL));
    MPI_Finalize();
    return 0;
}
