/*
 * arguments - every rank gets the arguments as typed, and may change them.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        for (int i = 1; i < argc; i++)
            printf("%d: [%s]\n", i, argv[i]);
    MPI_Barrier(MPI_COMM_WORLD);
    for (int i = 1; i < argc; i++)
        memset(argv[i], '0' + rank, strlen(argv[i]));
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        printf("%d arguments, first [%s], end %s\n", argc - 1, argv[1],
               argv[argc] ? "missing" : "there");
    MPI_Finalize();
    return 0;
}
