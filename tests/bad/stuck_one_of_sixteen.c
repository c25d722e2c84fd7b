/*
 * stuck_one_of_sixteen - one of sixteen ranks goes home before the last
 * MPI_Allreduce.
 *
 * ranks: 16
 * exit: 80
 * finds: deadlock
 * says: MPI_Allreduce
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, sum = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 5; i++) {
        if (rank == 11 && i == 4)
            break;
        /* stuck here */
        MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    MPI_Finalize();
    return 0;
}
