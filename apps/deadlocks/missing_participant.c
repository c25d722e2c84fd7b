/*
 * missing_participant - a collective in a loop that is not equally long
 * everywhere.
 *
 * The rows are dealt out to the ranks.  If there are more for some, those call
 * MPI_Allreduce once more, while the others are in MPI_Finalize.
 *
 * usage: missing_participant [right], on 4 ranks
 */
#include <mpi.h>
#include <stdio.h>

enum {
    ROWS = 10
};

static double row_error(int row)
{
    return row < ROWS ? 1.0 / (1 + row) : 0;
}


int main(int argc, char **argv)
{
    double mine, all, sum = 0;
    int rank, size, turns;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);

    if (argc > 1)
        turns = (ROWS + size - 1) / size;
    else
        turns = (ROWS + size - 1 - rank) / size;
    for (int i = 0; i < turns; i++) {
        mine = row_error(i * size + rank);
        MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
        sum += all;
    }

    if (rank == 0)
        printf("errors: %.3f\n", sum);
    MPI_Finalize();
    return 0;
}
