/*
 * ends_missing - everybody comes to a collective.
 *
 * ranks: 4
 * variants: MPI_Barrier MPI_Bcast MPI_Reduce MPI_Allreduce
 * variants: MPI_Reduce_scatter MPI_Reduce_scatter_block MPI_Scan MPI_Exscan
 * variants: MPI_Gather MPI_Gatherv MPI_Scatter MPI_Scatterv MPI_Allgather
 * variants: MPI_Allgatherv MPI_Alltoall MPI_Alltoallv MPI_Alltoallw
 * variants: MPI_Ibarrier MPI_Ibcast MPI_Ireduce MPI_Iallreduce MPI_Igather
 * variants: MPI_Iscatter MPI_Iallgather MPI_Ialltoall MPI_Ireduce_scatter
 * variants: MPI_Ireduce_scatter_block MPI_Iscan MPI_Iexscan MPI_Igatherv
 * variants: MPI_Iscatterv MPI_Iallgatherv MPI_Ialltoallv MPI_Ialltoallw
 */
#include "../bad/collective.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    collective(argv[1]);
    MPI_Finalize();
    return 0;
}
