/*
 * stuck_intercomm_root - the ranks that receive from the other group expect
 * rank 1 of it to be the root; rank 0 is.
 *
 * ranks: 6
 * exit: 80
 * finds: collective_mismatch deadlock
 * stuck: 3 4 5
 * says: not all ranks agree on the root: rank 0 called MPI_Bcast with MPI_ROOT
 * says: let all ranks of .* agree on the root
 */
#include "intercomm.h"

int main(int argc, char **argv)
{
    struct groups groups;
    int value = 0;

    MPI_Init(&argc, &argv);
    begin(&groups);
    if (groups.side)
        groups.root = 1;
    /* stuck here */
    MPI_Bcast(&value, 1, MPI_INT, groups.root, groups.inter);
    end(&groups);
    MPI_Finalize();
    return 0;
}
