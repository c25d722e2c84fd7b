/*
 * blocks_agree - what ranks send each other is what they ask for.
 *
 * ranks: 3
 * variants: MPI_Alltoallv_same MPI_Alltoallw_same MPI_Neighbor_allgather_same
 * variants: MPI_Neighbor_allgatherv_same MPI_Neighbor_alltoall_same
 * variants: MPI_Neighbor_alltoallv_same MPI_Neighbor_alltoallw_same
 * variants: MPI_Alltoallv_built MPI_Alltoallw_built
 * variants: MPI_Neighbor_allgather_built MPI_Neighbor_allgatherv_built
 * variants: MPI_Neighbor_alltoall_built MPI_Neighbor_alltoallv_built
 * variants: MPI_Neighbor_alltoallw_built
 */
#include "../bad/blocks.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1]);
    MPI_Finalize();
    return 0;
}
