/*
 * ends_bcast_two_roots - both ranks are the root of an MPI_Bcast, one after
 * the other.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine, theirs;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = theirs = rank;
    MPI_Bcast(rank == 0 ? &mine : &theirs, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Bcast(rank == 1 ? &mine : &theirs, 1, MPI_INT, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return mine != rank || theirs != 1 - rank;
}
