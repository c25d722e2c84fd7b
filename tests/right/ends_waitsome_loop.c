/*
 * ends_waitsome_loop - answers to each of a set of requests as soon as it is
 * done, until MPI_Waitsome has none left, whatever sets it returns.
 *
 * ranks: 4
 */
#include <mpi.h>

static void serve(int others)
{
    MPI_Request requests[8];
    int values[8], indices[8], done;

    for (int i = 0; i < others; i++)
        MPI_Irecv(&values[i], 1, MPI_INT, i + 1, 0, MPI_COMM_WORLD,
                  &requests[i]);
    for (;;) {
        MPI_Waitsome(others, requests, &done, indices, MPI_STATUSES_IGNORE);
        if (done == MPI_UNDEFINED)
            return;
        for (int i = 0; i < done; i++)
            MPI_Send(&values[indices[i]], 1, MPI_INT, indices[i] + 1, 1,
                     MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    int rank, size, answer;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        serve(size - 1);
        answer = 0;
    } else {
        MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
        MPI_Recv(&answer, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return answer != rank;
}
