/*
 * stuck_crossed - rank 0 sends after a collective, rank 1 receives before it.
 *
 * ranks: 4
 * variants: MPI_Barrier MPI_Bcast MPI_Reduce MPI_Allreduce
 * variants: MPI_Reduce_scatter MPI_Reduce_scatter_block
 * variants: MPI_Gather MPI_Gatherv MPI_Scatter MPI_Scatterv MPI_Allgather
 * variants: MPI_Allgatherv MPI_Alltoall MPI_Alltoallv MPI_Alltoallw
 * exit: 80
 * finds: deadlock
 * says: "call": "VARIANT"
 * says: "call": "MPI_Recv"
 */
#include "collective.h"

int main(int argc, char **argv)
{
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1)
        MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    collective(argv[1]);
    if (rank == 0)
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
