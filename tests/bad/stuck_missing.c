/*
 * stuck_missing - rank 1 does not come to a collective.
 *
 * ranks: 4
 * variants: MPI_Barrier MPI_Bcast MPI_Reduce MPI_Allreduce
 * variants: MPI_Reduce_scatter MPI_Reduce_scatter_block MPI_Scan MPI_Exscan
 * variants: MPI_Gather MPI_Gatherv MPI_Scatter MPI_Scatterv MPI_Allgather
 * variants: MPI_Allgatherv MPI_Alltoall MPI_Alltoallv MPI_Alltoallw
 * exit: 80
 * finds: deadlock
 * says: "call": "VARIANT"
 */
#include "collective.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 1)
        collective(argv[1]);
    MPI_Finalize();
    return 0;
}
