/*
 * neighbors_agree - which block comes from which neighbour: in a grid, where
 * both neighbours may be one rank, and in a graph with two edges between the
 * same ranks.
 *
 * ranks: 4
 * variants: MPI_Neighbor_allgather MPI_Neighbor_alltoall
 * variants: MPI_Neighbor_alltoallv MPI_Neighbor_alltoallw
 * variants: MPI_Neighbor_allgatherv MPI_Ineighbor_allgather
 */
#include "../sim/expect.h"

#include <string.h>

enum {
    MOST = 4
};

static int counts[MOST], displs[MOST];
static MPI_Aint bytes[MOST];
static MPI_Datatype types[MOST];

/* Block i comes from source[i], where it is block[i]; everyone sends 10 times
 * its rank plus the number of the block, or the same to all. */
static void exchange(const char *how, MPI_Comm comm, int n, const int source[],
                     const int block[])
{
    int send[MOST], recv[MOST], rank;
    MPI_Request request;
    int same = strstr(how, "gather") != NULL;

    MPI_Comm_rank(comm, &rank);
    for (int i = 0; i < MOST; i++) {
        send[i] = 10 * rank + i;
        recv[i] = -1;
    }
    if (strcmp(how, "MPI_Neighbor_allgather") == 0)
        MPI_Neighbor_allgather(send, 1, MPI_INT, recv, 1, MPI_INT, comm);
    else if (strcmp(how, "MPI_Neighbor_allgatherv") == 0)
        MPI_Neighbor_allgatherv(send, 1, MPI_INT, recv, counts, displs, MPI_INT,
                                comm);
    else if (strcmp(how, "MPI_Ineighbor_allgather") == 0) {
        MPI_Ineighbor_allgather(send, 1, MPI_INT, recv, 1, MPI_INT, comm,
                                &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    } else if (strcmp(how, "MPI_Neighbor_alltoall") == 0)
        MPI_Neighbor_alltoall(send, 1, MPI_INT, recv, 1, MPI_INT, comm);
    else if (strcmp(how, "MPI_Neighbor_alltoallv") == 0)
        MPI_Neighbor_alltoallv(send, counts, displs, MPI_INT, recv, counts,
                               displs, MPI_INT, comm);
    else
        MPI_Neighbor_alltoallw(send, counts, bytes, types, recv, counts, bytes,
                               types, comm);
    for (int i = 0; i < n; i++) {
        int sent = 10 * source[i] + (same ? 0 : block[i]);

        EXPECT(recv[i] == (source[i] == MPI_PROC_NULL ? -1 : sent));
    }
    for (int i = n; i < MOST; i++)
        EXPECT(recv[i] == -1);
    MPI_Comm_free(&comm);
}

/* MPICH before 5.0.2 mixes up neighbours that are one rank
 * (github.com/pmodels/mpich/pull/7945). */
#if defined MPICH_NUMVERSION && MPICH_NUMVERSION < 50002000
#define TWICE 0
#else
#define TWICE 1
#endif

/* Two columns of two, closed downwards: both neighbours there are one. */
static void in_a_grid(const char *how, int rank)
{
    int dims[2] = {2, 2}, periods[2] = {TWICE, 0};
    int source[4] = {rank ^ 2, rank ^ 2, MPI_PROC_NULL, MPI_PROC_NULL};
    int block[4] = {1, 0, 3, 2};
    MPI_Comm comm;

    if (!TWICE)
        source[rank / 2 ? 1 : 0] = MPI_PROC_NULL;
    source[rank % 2 ? 2 : 3] = rank ^ 1;
    MPI_Cart_create(MPI_COMM_WORLD, 2, dims, periods, 0, &comm);
    exchange(how, comm, 4, source, block);
}

/* Two edges to the next rank, one to the next but one. */
static void in_a_graph(const char *how, int rank)
{
    int next = (rank + 1) % 4, last = (rank + 3) % 4, across = (rank + 2) % 4;
    int to[3] = {next, across, next}, from[3] = {across, last, last};
    int block[3] = {1, 0, 2}, n = TWICE ? 3 : 2;
    MPI_Comm comm;

    MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, n, from, MPI_UNWEIGHTED, n,
                                   to, MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &comm);
    exchange(how, comm, n, from, block);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 4);

    for (int i = 0; i < MOST; i++) {
        counts[i] = 1;
        displs[i] = i;
        bytes[i] = i * (int)sizeof(int);
        types[i] = MPI_INT;
    }
    in_a_grid(argv[1], rank);
    in_a_graph(argv[1], rank);
    MPI_Finalize();
    return 0;
}
