/*
 * members_agree - all ranks give as much of the same types, which one of them
 * builds otherwise.
 *
 * needs: 4
 * ranks: 3
 * variants: Bcast_same Gather_same Gatherv_same Scatter_same Scatterv_same
 * variants: Allgather_same Allgatherv_same Alltoall_same Reduce_same
 * variants: Allreduce_same Scan_same Exscan_same Reduce_scatter_same
 * variants: Reduce_scatter_block_same
 * variants: Bcast_built Gather_built Gatherv_built Scatter_built
 * variants: Scatterv_built Allgather_built Allgatherv_built Alltoall_built
 */
#include "../bad/members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 0);
    MPI_Finalize();
    return 0;
}
