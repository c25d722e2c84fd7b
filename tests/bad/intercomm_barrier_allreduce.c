/*
 * intercomm_barrier_allreduce - one group is in MPI_Barrier, the other in
 * MPI_Allreduce.
 *
 * ranks: 6
 * exit: 81
 * finds: collective_mismatch
 * who: 3 4 5
 * says: collective 1 of .* is MPI_Allreduce here and MPI_Barrier on rank 0
 */
#include "intercomm.h"

int main(int argc, char **argv)
{
    struct groups groups;
    int sum;

    MPI_Init(&argc, &argv);
    begin(&groups);
    if (groups.side)
        MPI_Allreduce(&groups.rank, &sum, 1, MPI_INT, MPI_SUM, groups.inter);
    else
        MPI_Barrier(groups.inter);
    end(&groups);
    MPI_Finalize();
    return 0;
}
