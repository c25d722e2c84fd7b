/*
 * intercomm_in_place - what a rank sends goes to the other group: it never
 * stands where a result goes.
 *
 * ranks: 4
 * exit: 81
 * variants: MPI_Allreduce MPI_Allgather MPI_Alltoall MPI_Gather MPI_Scatter
 * variants: MPI_Reduce MPI_Reduce_scatter_block
 * finds: invalid_argument
 * says: MPI_IN_PLACE is not for intercommunicators .MPI_ERR_BUFFER
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, buf[4] = {0};
    MPI_Comm half, inter;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
    MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, 1 - rank % 2, 7, &inter);
    if (strcmp(argv[1], "MPI_Allreduce") == 0)
        MPI_Allreduce(MPI_IN_PLACE, buf, 1, MPI_INT, MPI_SUM, inter);
    if (strcmp(argv[1], "MPI_Allgather") == 0)
        MPI_Allgather(MPI_IN_PLACE, 1, MPI_INT, buf, 1, MPI_INT, inter);
    if (strcmp(argv[1], "MPI_Alltoall") == 0)
        MPI_Alltoall(MPI_IN_PLACE, 1, MPI_INT, buf, 1, MPI_INT, inter);
    if (strcmp(argv[1], "MPI_Gather") == 0)
        MPI_Gather(MPI_IN_PLACE, 1, MPI_INT, buf, 1, MPI_INT, 0, inter);
    if (strcmp(argv[1], "MPI_Scatter") == 0)
        MPI_Scatter(buf, 1, MPI_INT, MPI_IN_PLACE, 1, MPI_INT, 0, inter);
    if (strcmp(argv[1], "MPI_Reduce") == 0)
        MPI_Reduce(MPI_IN_PLACE, buf, 1, MPI_INT, MPI_SUM, 0, inter);
    if (strcmp(argv[1], "MPI_Reduce_scatter_block") == 0)
        MPI_Reduce_scatter_block(MPI_IN_PLACE, buf, 1, MPI_INT, MPI_SUM, inter);
    MPI_Finalize();
    return 0;
}
