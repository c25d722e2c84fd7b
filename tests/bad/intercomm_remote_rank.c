/*
 * intercomm_remote_rank - ranks of an intercommunicator are those of the other
 * group: there are two, and the second of them is rank 3 of MPI_COMM_WORLD.
 *
 * ranks: 5
 * variants: MPI_Recv MPI_Probe MPI_Ssend
 * exit: 80
 * finds: deadlock
 * stuck: 0
 * says: rank 1 of the remote group .rank 3 of MPI_COMM_WORLD., which has ended
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    MPI_Comm half, inter;
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    if (rank == 0 && strcmp(argv[1], "MPI_Recv") == 0) {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 1, 0, inter, MPI_STATUS_IGNORE);
    }
    if (rank == 0 && strcmp(argv[1], "MPI_Probe") == 0) {
        /* stuck here */
        MPI_Probe(1, 0, inter, MPI_STATUS_IGNORE);
    }
    if (rank == 0 && strcmp(argv[1], "MPI_Ssend") == 0) {
        /* stuck here */
        MPI_Ssend(&value, 1, MPI_INT, 1, 0, inter);
    }
    MPI_Finalize();
    return 0;
}
