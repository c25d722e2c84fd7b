/*
 * stuck_missing_nonblocking - rank 1 does not come to a nonblocking
 * collective.
 *
 * ranks: 4
 * variants: MPI_Ibarrier MPI_Ibcast MPI_Ireduce MPI_Iallreduce MPI_Igather
 * variants: MPI_Iscatter MPI_Iallgather MPI_Ialltoall MPI_Ireduce_scatter
 * variants: MPI_Ireduce_scatter_block MPI_Iscan MPI_Iexscan MPI_Igatherv
 * variants: MPI_Iscatterv MPI_Iallgatherv MPI_Ialltoallv MPI_Ialltoallw
 * exit: 80
 * finds: deadlock
 * says: "call": "MPI_Wait"
 */
#include "collective.h"

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank != 1)
        collective(argv[1]);
    MPI_Finalize();
    return 0;
}
