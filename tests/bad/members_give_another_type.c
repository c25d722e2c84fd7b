/*
 * members_give_another_type - one rank gives reals where the others give
 * integers.
 *
 * ranks: 3
 * exit: 81
 * finds: type_mismatch
 * who: 1
 * says: element 0 of .* is MPI_FLOAT here, and of .* MPI_INT on rank
 * variants: Bcast_type Gather_type Gatherv_type Scatter_type Scatterv_type
 * variants: Allgather_type Allgatherv_type Alltoall_type Reduce_type
 * variants: Allreduce_type Scan_type Exscan_type Reduce_scatter_type
 * variants: Reduce_scatter_block_type
 */
#include "members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 0);
    MPI_Finalize();
    return 0;
}
