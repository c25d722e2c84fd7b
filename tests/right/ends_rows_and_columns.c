/*
 * ends_rows_and_columns - wildcards of the same tag in communicators of rows
 * and columns do not take each other's messages.
 *
 * ranks: 4
 */
#include <mpi.h>

/* Rank 0 of the communicator hears the same mark from all others. */
static int gather(MPI_Comm comm, int mark)
{
    int rank, size, value, wrong = 0;

    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank > 0) {
        MPI_Send(&mark, 1, MPI_INT, 0, 0, comm);
        return 0;
    }
    for (int i = 1; i < size; i++) {
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 0, comm,
                 MPI_STATUS_IGNORE);
        wrong += value != mark;
    }
    return wrong;
}

int main(int argc, char **argv)
{
    int rank, wrong;
    MPI_Comm row, column;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split(MPI_COMM_WORLD, rank / 2, rank, &row);
    MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &column);
    wrong = gather(row, 10 + rank / 2) + gather(column, 20 + rank % 2);
    MPI_Comm_free(&row);
    MPI_Comm_free(&column);
    MPI_Finalize();
    return wrong;
}
