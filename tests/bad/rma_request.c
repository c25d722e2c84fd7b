/*
 * rma_request - a request of a one-sided operation is freed or cancelled,
 * while it is under way or when it is over.
 *
 * ranks: 2
 * exit: 81
 * finds: request_misuse
 * says: of a request of a one-sided operation, made by MPI_Rput|MPI_Rput at
 * variants: free cancel free_done
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int rank, value = 1, *memory;
    MPI_Request request;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_allocate(sizeof(int), sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD,
                     &memory, &win);
    if (rank == 0) {
        MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
        MPI_Rput(&value, 1, MPI_INT, 1, 0, 1, MPI_INT, win, &request);
        if (strcmp(argv[1], "cancel") == 0)
            MPI_Cancel(&request);
        if (strcmp(argv[1], "free_done") == 0)
            MPI_Win_flush(1, win);
        if (strncmp(argv[1], "free", 4) == 0)
            MPI_Request_free(&request);
        else
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        MPI_Win_unlock(1, win);
    }
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
