/*
 * intercomm_tags - the leaders of two groups look for each other with different
 * tags.
 *
 * ranks: 4
 * exit: 80
 * finds: deadlock
 * stuck: 0 1 2 3
 * cycle: 0 1
 * explore: 80
 * says: MPI_Intercomm_create[(]comm, 0, MPI_COMM_WORLD, 1, 7,
 * says: receive with tag 7 from rank 1: no such message is coming
 * says: near miss: rank 1 has sent it 8 bytes with tag 8, .*it asks for tag 7
 * says: change tag 7 to 8
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
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7 + rank % 2,
                         &inter);
    MPI_Finalize();
    return 0;
}
