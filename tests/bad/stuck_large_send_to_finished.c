/*
 * stuck_large_send_to_finished - a large send to a rank that is in
 * MPI_Finalize.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 2
 */
#include <mpi.h>

enum {
    COUNT = 100000
};

static char mine[COUNT];


int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 2)
        /* stuck here */
        MPI_Send(mine, COUNT, MPI_CHAR, 0, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
