/*
 * ends_intercomm_roots - every rank is the root once, of collectives over an
 * intercommunicator that are called, started and made to be started.
 *
 * needs: 4
 * ranks: 6
 */
#include "../bad/intercomm.h"

static void tell(struct groups *groups, int root)
{
    MPI_Comm inter = groups->inter;
    MPI_Request request;
    int value = groups->rank, sum, all[3];

    MPI_Bcast(&value, 1, MPI_INT, root, inter);
    MPI_Reduce(&value, &sum, 1, MPI_INT, MPI_SUM, root, inter);
    MPI_Gather(&value, 1, MPI_INT, all, 1, MPI_INT, root, inter);
    MPI_Ibcast(&value, 1, MPI_INT, root, inter, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Bcast_init(&value, 1, MPI_INT, root, inter, MPI_INFO_NULL, &request);
    MPI_Start(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_Request_free(&request);
    MPI_Allreduce(&value, &sum, 1, MPI_INT, MPI_SUM, inter);
}

int main(int argc, char **argv)
{
    struct groups groups;

    MPI_Init(&argc, &argv);
    begin(&groups);
    for (int i = 0; i < 6; i++) {
        if (groups.side != i / 3)
            tell(&groups, i % 3);
        else
            tell(&groups, groups.rank == i ? MPI_ROOT : MPI_PROC_NULL);
    }
    end(&groups);
    MPI_Finalize();
    return 0;
}
