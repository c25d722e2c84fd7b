/*
 * intercomm_no_such_leader - the other group shall be led by a rank that nobody
 * has.
 *
 * ranks: 4
 * exit: 81
 * finds: invalid_argument
 * says: remote_leader 4 is not in 0..3, the ranks of peer_comm .MPI_ERR_RANK
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 4, 7, &inter);
    MPI_Finalize();
    return 0;
}
