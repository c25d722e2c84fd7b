/*
 * ends_neighbor - rank 2 receives a message of its neighbour between two calls
 * of MPI_Neighbor_alltoall that a rank far away enters late.
 *
 * ranks: 6
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, n = 6, periodic = 1, value = 0, from[2], to[2] = {0};
    MPI_Comm ring;

    MPI_Init(&argc, &argv);
    MPI_Cart_create(MPI_COMM_WORLD, 1, &n, &periodic, 0, &ring);
    MPI_Comm_rank(ring, &rank);
    MPI_Neighbor_alltoall(to, 1, MPI_INT, from, 1, MPI_INT, ring);
    if (rank == 1)
        MPI_Send(&value, 1, MPI_INT, 2, 1, ring);
    if (rank == 2)
        MPI_Recv(&value, 1, MPI_INT, 1, 1, ring, MPI_STATUS_IGNORE);
    if (rank == 2)
        MPI_Send(&value, 1, MPI_INT, 5, 2, ring);
    if (rank == 5)
        MPI_Recv(&value, 1, MPI_INT, 2, 2, ring, MPI_STATUS_IGNORE);
    MPI_Neighbor_alltoall(to, 1, MPI_INT, from, 1, MPI_INT, ring);
    MPI_Comm_free(&ring);
    MPI_Finalize();
    return 0;
}
