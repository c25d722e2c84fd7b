/*
 * intercomm_refused - what is only for communicators of one group.
 *
 * ranks: 4
 * exit: 81
 * variants: MPI_Cart_create MPI_Graph_create MPI_Dist_graph_create
 * variants: MPI_Comm_create_group MPI_Intercomm_create
 * finds: invalid_argument
 * says: the communicator is an intercommunicator .MPI_ERR_COMM
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, dims[1] = {2}, none[1] = {0};
    MPI_Comm half, inter, made;
    MPI_Group group;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    MPI_Comm_group(inter, &group);
    if (strcmp(argv[1], "MPI_Cart_create") == 0)
        MPI_Cart_create(inter, 1, dims, none, 0, &made);
    if (strcmp(argv[1], "MPI_Graph_create") == 0)
        MPI_Graph_create(inter, 1, none, none, 0, &made);
    if (strcmp(argv[1], "MPI_Dist_graph_create") == 0)
        MPI_Dist_graph_create(inter, 0, none, none, none, MPI_UNWEIGHTED,
                              MPI_INFO_NULL, 0, &made);
    if (strcmp(argv[1], "MPI_Comm_create_group") == 0)
        MPI_Comm_create_group(inter, group, 0, &made);
    if (strcmp(argv[1], "MPI_Intercomm_create") == 0)
        MPI_Intercomm_create(inter, 0, MPI_COMM_WORLD, 0, 0, &made);
    MPI_Finalize();
    return 0;
}
