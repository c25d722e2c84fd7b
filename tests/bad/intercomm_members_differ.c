/*
 * intercomm_members_differ - a rank gives less than those of the other group
 * ask for, or than those of its own give.
 *
 * ranks: 6
 * exit: 81
 * finds: collective_mismatch
 * who: 4
 * says: is 1 of MPI_INT .4 bytes. here, and .* is 2 of|is 1 here and 2
 * variants: Bcast_count Gather_count Gatherv_count Scatter_count
 * variants: Scatterv_count Allgather_count Allgatherv_count Alltoall_count
 * variants: Reduce_count Allreduce_count Reduce_scatter_count
 * variants: Reduce_scatter_block_count
 */
#include "intercomm.h"
#include "members.h"

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
