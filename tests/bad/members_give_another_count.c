/*
 * members_give_another_count - one rank gives less than the others.
 *
 * ranks: 3
 * exit: 81
 * finds: collective_mismatch
 * who: 1
 * says: is 1 of MPI_INT .4 bytes. here, and .* is 2 of|is 1 here and 2
 * variants: Bcast_count Gather_count Gatherv_count Scatter_count
 * variants: Scatterv_count Allgather_count Allgatherv_count Alltoall_count
 * variants: Reduce_count Allreduce_count Scan_count Exscan_count
 * variants: Reduce_scatter_count Reduce_scatter_block_count
 */
#include "members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 0);
    MPI_Finalize();
    return 0;
}
