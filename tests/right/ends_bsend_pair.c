/*
 * ends_bsend_pair - both send first, with a buffer of their own.
 *
 * ranks: 2
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, mine = 0, theirs = 0, size_of_room;
    static char room[100 + MPI_BSEND_OVERHEAD];
    void *detached;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Buffer_attach(room, sizeof room);
    MPI_Bsend(&mine, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD);
    MPI_Recv(&theirs, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Buffer_detach(&detached, &size_of_room);
    MPI_Finalize();
    return 0;
}
