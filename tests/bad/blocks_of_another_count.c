/*
 * blocks_of_another_count - a rank sends others less than they ask for.
 *
 * ranks: 3
 * exit: 81
 * finds: collective_mismatch
 * says: block to receive is 2 of MPI_INT .8 bytes. here, and the block sent
 * says: is 1 of MPI_INT .4 bytes. on rank 1
 * variants: MPI_Alltoallv_count MPI_Alltoallw_count
 * variants: MPI_Neighbor_allgather_count MPI_Neighbor_allgatherv_count
 * variants: MPI_Neighbor_alltoall_count MPI_Neighbor_alltoallv_count
 * variants: MPI_Neighbor_alltoallw_count
 */
#include "blocks.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1]);
    MPI_Finalize();
    return 0;
}
