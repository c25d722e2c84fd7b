/*
 * no_neighbors - who has no neighbours needs no buffers; MPICH wants some.
 *
 * ranks: 2
 * only: openmpi
 * variants: of_cart of_graph
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int none[1] = {0};
    MPI_Comm comm;
    MPI_Request request;

    MPI_Init(&argc, &argv);
    if (strcmp(argv[1], "of_cart") == 0)
        MPI_Cart_create(MPI_COMM_WORLD, 0, none, none, 0, &comm);
    else
        MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 0, none, MPI_UNWEIGHTED,
                                       0, none, MPI_UNWEIGHTED, MPI_INFO_NULL,
                                       0, &comm);
    if (comm != MPI_COMM_NULL) {
        MPI_Neighbor_allgather(NULL, 1, MPI_INT, NULL, 1, MPI_INT, comm);
        MPI_Neighbor_allgatherv(NULL, 1, MPI_INT, NULL, none, none, MPI_INT,
                                comm);
        MPI_Neighbor_alltoall(NULL, 1, MPI_INT, NULL, 1, MPI_INT, comm);
        MPI_Neighbor_alltoallv(NULL, none, none, MPI_INT, NULL, none, none,
                               MPI_INT, comm);
        MPI_Ineighbor_alltoall(NULL, 4, MPI_INT, NULL, 4, MPI_INT, comm,
                               &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Comm_free(&comm);
    }
    MPI_Finalize();
    return 0;
}
