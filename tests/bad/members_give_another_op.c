/*
 * members_give_another_op - one rank reduces by another operator than the
 * others, or by one of its own.
 *
 * ranks: 3
 * exit: 81
 * finds: collective_mismatch
 * who: 1
 * says: the operator is (MPI_MAX|[a-z]+ .commutative.) here and MPI_SUM on
 * variants: Reduce_op Allreduce_op Scan_op Exscan_op Reduce_scatter_op
 * variants: Reduce_scatter_block_op Reduce_own Allreduce_own Scan_own
 * variants: Exscan_own Reduce_scatter_own Reduce_scatter_block_own
 */
#include "members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 0);
    MPI_Finalize();
    return 0;
}
