/*
 * large_counts - counts beyond int in collectives, and sizes beyond memory,
 * which are errors.  MPI-4.0, sections 2.5.8 and 6.
 */
#include "expect.h"

enum {
    RANKS = 3
};

static const MPI_Comm comm = MPI_COMM_WORLD;
static const MPI_Count huge = 1LL << 40, most = 1LL << 62;

/* An element without data: as many as there are numbers cost nothing. */
static void huge_counts_of_nothing_pass(int rank)
{
    int here = rank;
    MPI_Count counts[RANKS] = {huge, huge, huge};
    MPI_Aint displs[RANKS] = {0, huge, 2 * huge};
    MPI_Datatype nothing;
    MPI_Request req;

    MPI_Type_contiguous(0, MPI_INT, &nothing);
    MPI_Type_commit(&nothing);
    MPI_Bcast_c(&here, huge, nothing, 0, comm);
    MPI_Allgather_c(&here, huge, nothing, &here, huge, nothing, comm);
    MPI_Alltoallv_c(&here, counts, displs, nothing, &here, counts, displs,
                    nothing, comm);
    MPI_Gatherv_init_c(&here, huge, nothing, &here, counts, displs, nothing, 1,
                       comm, MPI_INFO_NULL, &req);
    MPI_Start(&req);
    MPI_Wait(&req, MPI_STATUS_IGNORE);
    MPI_Request_free(&req);
    EXPECT(here == rank);
    MPI_Type_free(&nothing);
}

#define REFUSED(call) EXPECT(expect_class(call) == MPI_ERR_COUNT)

static void what_no_memory_holds_is_refused(void)
{
    int in[RANKS] = {0}, out[RANKS];
    MPI_Count counts[RANKS] = {1, most, 1};
    MPI_Aint displs[RANKS] = {0, 0, 0}, far[RANKS] = {0, 0, most};
    MPI_Count ones[RANKS] = {1, 1, 1};
    MPI_Request req;

    REFUSED(MPI_Bcast_c(in, most, MPI_INT, 0, comm));
    REFUSED(MPI_Bcast_c(in, -1, MPI_INT, 0, comm));
    REFUSED(MPI_Ibcast_c(in, most, MPI_INT, 0, comm, &req));
    REFUSED(MPI_Bcast_init_c(in, most, MPI_INT, 0, comm, MPI_INFO_NULL, &req));
    REFUSED(MPI_Allreduce_c(in, out, most, MPI_INT, MPI_SUM, comm));
    /* One block would do; one for each rank does not. */
    REFUSED(MPI_Allgather_c(in, 1, MPI_BYTE, out, most, MPI_BYTE, comm));
    REFUSED(MPI_Reduce_scatter_block_c(in, out, most, MPI_BYTE, MPI_BOR, comm));
    REFUSED(MPI_Alltoallv_c(in, counts, displs, MPI_INT, out, ones, displs,
                            MPI_INT, comm));
    REFUSED(MPI_Alltoallv_c(in, ones, displs, MPI_INT, out, ones, far, MPI_INT,
                            comm));
    counts[0] = most;
    REFUSED(MPI_Reduce_scatter_c(in, out, counts, MPI_BYTE, MPI_BOR, comm));
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    huge_counts_of_nothing_pass(rank);
    MPI_Comm_set_errhandler(comm, MPI_ERRORS_RETURN);
    what_no_memory_holds_is_refused();
    return expect_end();
}
