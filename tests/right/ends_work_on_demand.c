/*
 * ends_work_on_demand - a master hands out pieces to whoever asks first, and
 * then tells each worker that there are no more.
 *
 * ranks: 3
 */
#include <mpi.h>

enum {
    PIECES = 4,
    PIECE = 1,
    STOP = 2
};

static void master(int workers)
{
    int nothing = 0, piece = 0;
    MPI_Status status;

    while (workers > 0) {
        int tag = piece < PIECES ? PIECE : STOP;

        MPI_Recv(&nothing, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 &status);
        MPI_Send(&piece, 1, MPI_INT, status.MPI_SOURCE, tag, MPI_COMM_WORLD);
        piece += tag == PIECE;
        workers -= tag == STOP;
    }
}

static void worker(void)
{
    int piece = 0;
    MPI_Status status;

    do {
        MPI_Send(&piece, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        MPI_Recv(&piece, 1, MPI_INT, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    } while (status.MPI_TAG != STOP);
}

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0)
        master(size - 1);
    else
        worker();
    MPI_Finalize();
    return 0;
}
