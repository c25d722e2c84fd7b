/*
 * stuck_intercomm_bcast - rank 3 waits for a message of rank 0 before it enters
 * their MPI_Bcast, rank 0 sends it afterwards.
 *
 * ranks: 6
 * options: --eager 0
 * exit: 80
 * finds: deadlock
 * stuck: 0 3 4 5
 * cycle: 0 3
 * says: rank 0 of the remote group .rank 3 of MPI_COMM_WORLD. has not entered
 * says: let rank 3 call MPI_Bcast .*before MPI_Recv
 */
#include "intercomm.h"

int main(int argc, char **argv)
{
    struct groups groups;
    int value = 0;

    MPI_Init(&argc, &argv);
    begin(&groups);
    if (groups.rank == 3)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 0, 1, groups.inter, MPI_STATUS_IGNORE);
    /* stuck here */
    MPI_Bcast(&value, 1, MPI_INT, groups.root, groups.inter);
    if (groups.rank == 0)
        MPI_Send(&value, 1, MPI_INT, 0, 1, groups.inter);
    end(&groups);
    MPI_Finalize();
    return 0;
}
