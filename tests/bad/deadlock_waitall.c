/*
 * deadlock_waitall - a set of requests with one that nobody answers.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * says: MPI_Waitall
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine, theirs[2];
    MPI_Request req[3];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    mine = rank;
    MPI_Irecv(&theirs[0], 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &req[0]);
    MPI_Irecv(&theirs[1], 1, MPI_INT, 1 - rank, 2, MPI_COMM_WORLD, &req[1]);
    MPI_Isend(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &req[2]);
    MPI_Waitall(3, req, MPI_STATUSES_IGNORE);
    MPI_Finalize();
    return 0;
}
