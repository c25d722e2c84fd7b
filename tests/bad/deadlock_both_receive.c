/*
 * deadlock_both_receive - both ranks receive first.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * says: MPI_Recv
 * says: deadlock_both_receive.c
 * says: "line": 21
 * says: "cycle"
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine, theirs;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = rank;
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 4, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Send(&mine, 1, MPI_INT, 1 - rank, 4, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
