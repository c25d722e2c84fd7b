/*
 * kept_in_a_loop - every step makes a communicator, and frees none.
 *
 * usage: kept_in_a_loop [right], on 2 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    STEPS = 3
};

int main(int argc, char **argv)
{
    int rank, sum = 0;
    MPI_Comm comm;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < STEPS; i++) {
        MPI_Comm_split(MPI_COMM_WORLD, 0, rank, &comm);
        MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_INT, MPI_SUM, comm);
        if (argc > 1)
            MPI_Comm_free(&comm);
    }
    if (rank == 0)
        printf("sum %d\n", sum);
    MPI_Finalize();
    return 0;
}
