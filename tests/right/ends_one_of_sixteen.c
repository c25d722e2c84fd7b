/*
 * ends_one_of_sixteen - all of sixteen ranks leave the loop in the same turn,
 * as they have the same sum.
 *
 * ranks: 16
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, sum = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 5 && sum < 300; i++) {
        int mine = rank * i;

        MPI_Allreduce(&mine, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return sum != 360;
}
