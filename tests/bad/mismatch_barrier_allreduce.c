/*
 * mismatch_barrier_allreduce - one rank synchronises where the others reduce.
 *
 * ranks: 4
 * exit: 80
 * finds: collective_mismatch deadlock
 * says: collective 2 of MPI_COMM_WORLD is MPI_Barrier here and MPI_Allreduce
 * says: rank 3 called MPI_Allreduce \(.*\) where rank 0 called MPI_Barrier
 * says: let all ranks of MPI_COMM_WORLD call the same collectives
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 1, sum;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        MPI_Barrier(MPI_COMM_WORLD);
    else
        MPI_Allreduce(&mine, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
