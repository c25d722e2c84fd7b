/*
 * after_the_end - a rank asks who it is when MPI is over.
 *
 * usage: after_the_end [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    if (argc > 1)
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Finalize();
    if (argc == 1)
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        printf("done\n");
    return 0;
}
