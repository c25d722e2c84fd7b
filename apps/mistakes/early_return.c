/*
 * early_return - a rank without work leaves main at once.
 *
 * usage: early_return [right], on 3 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (argc == 1 && rank == 2)
        return 0;
    if (rank == 0)
        printf("done\n");
    MPI_Finalize();
    return 0;
}
