/*
 * deadlock_while_polling - two ranks poll for ever for messages that nobody
 * sends, a third waits.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * says: MPI_Recv
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0, flag = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 2)
        MPI_Recv(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    while (!flag)
        MPI_Iprobe(MPI_ANY_SOURCE, 2, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
