/*
 * collectives.c - all blocking collectives, one after the other.
 */
#include <mpi.h>

enum {
    RANKS = 4,
    LENGTH = 4,
    ALL = RANKS * LENGTH
};

static int rank;
static int one[ALL], other[ALL], counts[RANKS], displs[RANKS];

static void from_and_to_a_root(void)
{
    MPI_Bcast(one, LENGTH, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Reduce(one, other, LENGTH, MPI_INT, MPI_SUM, 1, MPI_COMM_WORLD);
    MPI_Gather(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, 2, MPI_COMM_WORLD);
    MPI_Scatter(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, 3,
                MPI_COMM_WORLD);
    MPI_Gatherv(one, LENGTH, MPI_INT, other, counts, displs, MPI_INT, 0,
                MPI_COMM_WORLD);
    MPI_Scatterv(one, counts, displs, MPI_INT, other, LENGTH, MPI_INT, 1,
                 MPI_COMM_WORLD);
}

static void among_all(void)
{
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Allreduce(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Allgather(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, MPI_COMM_WORLD);
    MPI_Alltoall(one, LENGTH, MPI_INT, other, LENGTH, MPI_INT, MPI_COMM_WORLD);
    MPI_Allgatherv(one, LENGTH, MPI_INT, other, counts, displs, MPI_INT,
                   MPI_COMM_WORLD);
    MPI_Alltoallv(one, counts, displs, MPI_INT, other, counts, displs, MPI_INT,
                  MPI_COMM_WORLD);
    MPI_Scan(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Exscan(one, other, LENGTH, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Reduce_scatter(one, other, counts, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Reduce_scatter_block(one, other, LENGTH, MPI_INT, MPI_SUM,
                             MPI_COMM_WORLD);
    MPI_Allreduce(MPI_IN_PLACE, other, LENGTH, MPI_INT, MPI_SUM,
                  MPI_COMM_WORLD);
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < RANKS; i++) {
        counts[i] = LENGTH;
        displs[i] = i * LENGTH;
    }
    from_and_to_a_root();
    among_all();
    MPI_Finalize();
    return 0;
}
