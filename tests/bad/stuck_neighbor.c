/*
 * stuck_neighbor - rank 2 waits for a message of its neighbour before it enters
 * their MPI_Neighbor_alltoall, which rank 1 sends afterwards.
 *
 * ranks: 6
 * exit: 80
 * finds: deadlock
 * stuck: 1 2 3
 * cycle: 1 2
 * says: rank 2 has not entered this MPI_Neighbor_alltoall
 * says: let rank 2 call MPI_Neighbor_alltoall before MPI_Recv
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, n = 6, periodic = 1, value = 0, from[2], to[2] = {0};
    MPI_Comm ring;

    MPI_Init(&argc, &argv);
    MPI_Cart_create(MPI_COMM_WORLD, 1, &n, &periodic, 0, &ring);
    MPI_Comm_rank(ring, &rank);
    if (rank == 2)
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 1, 1, ring, MPI_STATUS_IGNORE);
    /* stuck here */
    MPI_Neighbor_alltoall(to, 1, MPI_INT, from, 1, MPI_INT, ring);
    if (rank == 1)
        MPI_Send(&value, 1, MPI_INT, 2, 1, ring);
    MPI_Comm_free(&ring);
    MPI_Finalize();
    return 0;
}
