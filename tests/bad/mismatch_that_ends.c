/*
 * mismatch_that_ends - collectives that do not belong together, and happen to
 * end: of other kinds, with other roots, one of them nonblocking.
 *
 * ranks: 2
 * variants: of_kind of_root of_blocking of_persistence
 * exit: 81
 * finds: collective_mismatch
 * who: 1
 */
#include <mpi.h>
#include <string.h>

static MPI_Comm world;

static void differ(const char *in, int rank)
{
    MPI_Request request = MPI_REQUEST_NULL;
    int value = rank, all[2] = {0};

    if (!strcmp(in, "of_kind") && rank == 0)
        MPI_Gather(&value, 0, MPI_INT, all, 0, MPI_INT, 1, world);
    else if (!strcmp(in, "of_kind"))
        MPI_Reduce(&value, all, 0, MPI_INT, MPI_SUM, 1, world);
    else if (!strcmp(in, "of_root"))
        MPI_Bcast(&value, 0, MPI_INT, rank, world);
    else if (!strcmp(in, "of_blocking") && rank == 0)
        MPI_Barrier(world);
    else if (!strcmp(in, "of_blocking"))
        MPI_Ibarrier(world, &request);
    else if (rank == 0)
        MPI_Barrier_init(world, MPI_INFO_NULL, &request);
    else
        MPI_Bcast_init(&value, 1, MPI_INT, 0, world, MPI_INFO_NULL, &request);
    if (!strcmp(in, "of_persistence"))
        MPI_Request_free(&request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

int main(int argc, char **argv)
{
    int rank;

    MPI_Init(&argc, &argv);
    world = MPI_COMM_WORLD;
    MPI_Comm_rank(world, &rank);
    differ(argv[1], rank);
    /* All that follows belongs together. */
    MPI_Barrier(world);
    MPI_Finalize();
    return 0;
}
