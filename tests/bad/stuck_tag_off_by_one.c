/*
 * stuck_tag_off_by_one - tags from 0 are sent, tags from 1 are received.
 *
 * ranks: 2
 * exit: 80
 * finds: deadlock
 * stuck: 1
 * says: "tag": 4
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 4; i++)
        if (rank == 0)
            MPI_Send(&value, 1, MPI_INT, 1, i, MPI_COMM_WORLD);
        else
            /* stuck here */
            MPI_Recv(&value, 1, MPI_INT, 0, i + 1, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
