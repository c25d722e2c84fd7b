/*
 * A program that never calls MPI_Init asks for its rank.
 *
 * ranks: 2
 * exit: 81
 * finds: call_outside_mpi
 * says: MPI_Comm_rank
 */
#include <mpi.h>

int main(void)
{
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return 0;
}
