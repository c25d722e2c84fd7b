/*
 * members_before_root - the root, which knows all blocks, comes last, and hears
 * then that one is not what it says.
 *
 * ranks: 3
 * exit: 81
 * finds: collective_mismatch
 * who: 2
 * says: block in the array of counts is 2 of MPI_INT .* here, and the block
 * says: is 1 of MPI_INT .4 bytes. on rank 1
 * variants: Gatherv_count Scatterv_count
 */
#include "members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 2);
    MPI_Finalize();
    return 0;
}
