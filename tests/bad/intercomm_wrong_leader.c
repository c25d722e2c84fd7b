/*
 * intercomm_wrong_leader - a leader names a rank of the other group that does
 * not lead it.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3
 * says: receive with tag 7 from rank 3: no such message is coming
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    /* stuck here */
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, rank % 2 ? 0 : 3, 7, &inter);
    MPI_Finalize();
    return 0;
}
