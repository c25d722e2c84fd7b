/*
 * intercomm_high_differs - the members of a group do not agree which group
 * shall be first.
 *
 * ranks: 4
 * exit: 81
 * finds: invalid_argument
 * says: high is [0-9]+ here and not the same on all ranks of a group
 * .MPI_ERR_ARG
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter, all;
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    MPI_Intercomm_merge(inter, rank == 2, &all);
    MPI_Finalize();
    return 0;
}
