/*
 * intercomm_members_agree - all ranks of both groups give as much.
 *
 * needs: 4
 * ranks: 6
 * variants: Bcast_same Gather_same Gatherv_same Scatter_same Scatterv_same
 * variants: Allgather_same Allgatherv_same Alltoall_same Reduce_same
 * variants: Allreduce_same Reduce_scatter_same Reduce_scatter_block_same
 */
#include "../bad/intercomm.h"
#include "../bad/members.h"

int main(int argc, char **argv)
{
    struct given g = {2, 0, MPI_INT, MPI_SUM, MPI_COMM_NULL};
    MPI_Request request = MPI_REQUEST_NULL;
    struct groups groups;
    char name[64] = {0};

    MPI_Init(&argc, &argv);
    begin(&groups);
    g.comm = groups.inter;
    g.root = groups.root;
    memcpy(name, argv[1], (size_t)(strrchr(argv[1], '_') - argv[1]));
    if (groups.rank == 4)
        differ(&g, strrchr(argv[1], '_') + 1);
    make(name, &g, &request);
    MPI_Request_free(&request);
    end(&groups);
    MPI_Finalize();
    return 0;
}
