/*
 * ends_comm_triangle - three communicators of two ranks each, used in one
 * order by all.
 *
 * ranks: 3
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Comm edge[3];

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (int i = 0; i < 3; i++)
        MPI_Comm_split(MPI_COMM_WORLD,
                       rank == i || rank == (i + 1) % 3 ? 0 : MPI_UNDEFINED,
                       rank, &edge[i]);
    for (int i = 0; i < 3; i++)
        if (edge[i] != MPI_COMM_NULL) {
            MPI_Barrier(edge[i]);
            MPI_Comm_free(&edge[i]);
        }
    MPI_Finalize();
    return 0;
}
