/*
 * tag_above - a tag that an MPI with a smaller MPI_TAG_UB does not take.
 *
 * ranks: 2
 * options: --tag-ub 40000
 * exit: 81
 * finds: invalid_argument
 * says: the tag is 40001, above MPI_TAG_UB, which is 40000
 * variants: tag_sent tag_received tag_probed
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, *most, flag, word = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_get_attr(MPI_COMM_WORLD, MPI_TAG_UB, &most, &flag);
    if (rank == 0)
        MPI_Send(&word, 1, MPI_INT, 1, *most, MPI_COMM_WORLD);
    else
        MPI_Recv(&word, 1, MPI_INT, 0, *most, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    if (strcmp(argv[1], "tag_sent") == 0)
        MPI_Send(&word, 1, MPI_INT, 1 - rank, *most + 1, MPI_COMM_WORLD);
    else if (strcmp(argv[1], "tag_received") == 0)
        MPI_Recv(&word, 1, MPI_INT, 1 - rank, *most + 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    else
        MPI_Probe(1 - rank, *most + 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}
