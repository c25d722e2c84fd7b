/*
 * blocks_of_another_type - a rank sends reals to those who ask for integers.
 *
 * ranks: 3
 * exit: 81
 * finds: type_mismatch
 * says: block to receive is MPI_INT here, and of the block sent MPI_FLOAT on
 * variants: MPI_Alltoallv_type MPI_Alltoallw_type MPI_Neighbor_allgather_type
 * variants: MPI_Neighbor_allgatherv_type MPI_Neighbor_alltoall_type
 * variants: MPI_Neighbor_alltoallv_type MPI_Neighbor_alltoallw_type
 */
#include "blocks.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1]);
    MPI_Finalize();
    return 0;
}
