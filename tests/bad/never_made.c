/*
 * never_made - a collective that one rank never makes, and that ends for the
 * others, or is never waited for: of everyone or of a copy, which is freed.
 *
 * ranks: 2
 * exit: 81
 * finds: collective_mismatch
 * who: 0
 * variants: of_world of_copy of_kept
 * says: collective [12] of (MPI_COMM_WORLD|a communicator) is made by 1 of 2
 * says: by 1 of 2 members(, and never by rank 1)?
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Request request;
    int rank, value = 42;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(comm, &rank);
    if (!strcmp(argv[1], "of_copy"))
        MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    if (rank == 0 && !strcmp(argv[1], "of_kept")) {
        MPI_Barrier_init(comm, MPI_INFO_NULL, &request);
        MPI_Request_free(&request);
    } else if (rank == 0) {
        MPI_Bcast(&value, 1, MPI_INT, 0, comm);
    }
    if (!strcmp(argv[1], "of_copy"))
        MPI_Comm_free(&comm);
    MPI_Finalize();
    return 0;
}
