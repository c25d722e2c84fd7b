/*
 * members_give_another_name - one rank gives a type that is another one only by
 * its name.
 *
 * ranks: 3
 * exit: 0
 * finds: type_mismatch
 * who: 1
 * says: "severity": "warning"
 * says: element 0 of .* is MPI_UNSIGNED here, and of .* MPI_INT on rank
 * variants: Bcast_name Gatherv_name Alltoall_name Allreduce_name
 */
#include "members.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    play(argv[1], 0);
    MPI_Finalize();
    return 0;
}
