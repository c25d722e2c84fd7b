/*
 * intercomm_roots_differ - members of an intercommunicator who do not agree on
 * the root: one or all of a group name another rank, a second rank takes itself
 * for it, nobody does, both groups believe to have it, or none.
 *
 * ranks: 6
 * variants: one_other all_other second none both neither
 * exit: 81
 * finds: collective_mismatch
 * says: MPI_Bcast_init with (root|MPI_ROOT|MPI_PROC_NULL).* here and MPI_Bcast
 */
#include <string.h>

#include "intercomm.h"

static int wrong_root(const struct groups *groups, const char *in)
{
    int rank = groups->rank;

    if (!strcmp(in, "one_other") && rank == 5)
        return 1;
    if (!strcmp(in, "all_other") && rank >= 3)
        return 1;
    if (!strcmp(in, "second") && rank == 1)
        return MPI_ROOT;
    if (!strcmp(in, "none") && rank == 0)
        return MPI_PROC_NULL;
    if (!strcmp(in, "both") && rank >= 3)
        return rank == 3 ? MPI_ROOT : MPI_PROC_NULL;
    if (!strcmp(in, "neither") && rank < 3)
        return 0;
    return groups->root;
}

int main(int argc, char **argv)
{
    struct groups groups;
    MPI_Request request;
    int value = 0;

    MPI_Init(&argc, &argv);
    begin(&groups);
    /* Compared where they are made; started, some would never end. */
    MPI_Bcast_init(&value, 1, MPI_INT, wrong_root(&groups, argv[1]),
                   groups.inter, MPI_INFO_NULL, &request);
    MPI_Request_free(&request);
    end(&groups);
    MPI_Finalize();
    return 0;
}
