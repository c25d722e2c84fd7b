/*
 * deadlock_wrong_tag - the message has tag 8, the receive asks for tag 7.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * says: "tag": 7
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 8, MPI_COMM_WORLD);
    else
        MPI_Recv(&value, 1, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
