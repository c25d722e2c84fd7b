/*
 * intercomm_any_source - only the other group can be heard, and it has ended.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0
 * says: receive with tag 0 from any rank of the remote group: no such message
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    if (rank == 0) {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 0, inter,
                 MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
