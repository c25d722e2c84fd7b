/*
 * intercomm_no_local_leader - the own group shall be led by a rank that nobody
 * has.
 *
 * ranks: 4
 * exit: 81
 * finds: invalid_argument
 * says: local_leader 2 is not in 0..1, the ranks of local_comm .MPI_ERR_RANK
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 2, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    MPI_Finalize();
    return 0;
}
