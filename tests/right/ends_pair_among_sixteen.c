/*
 * ends_pair_among_sixteen - ranks 4 and 9 wait long; fourteen others have
 * their own ring, then set them free.
 *
 * ranks: 16
 */
#include <mpi.h>

int main(int argc, char **argv)
{
    int rank, size, value = 42, left, right;
    MPI_Comm others;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Comm_split(MPI_COMM_WORLD, rank == 4 || rank == 9 ? MPI_UNDEFINED : 0,
                   rank, &others);
    if (others == MPI_COMM_NULL) {
        MPI_Recv(&value, 1, MPI_INT, rank == 4 ? 9 : 0, 1, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        if (rank == 9)
            MPI_Send(&value, 1, MPI_INT, 4, 1, MPI_COMM_WORLD);
    } else {
        int world_rank = rank;

        MPI_Comm_rank(others, &rank);
        MPI_Comm_size(others, &size);
        left = (rank + size - 1) % size;
        right = (rank + 1) % size;
        for (int i = 0; i < 20; i++)
            MPI_Sendrecv_replace(&value, 1, MPI_INT, right, 1, left, 1, others,
                                 MPI_STATUS_IGNORE);
        if (world_rank == 0)
            MPI_Send(&value, 1, MPI_INT, 9, 1, MPI_COMM_WORLD);
        MPI_Comm_free(&others);
    }
    MPI_Finalize();
    return 0;
}
