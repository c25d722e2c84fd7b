/*
 * stuck_grequest - a generalized request is waited for, and nobody completes
 * it; another rank waits for the one that does.
 *
 * ranks: 3
 * exit: 80
 * finds: deadlock
 * stuck: 0 1
 * cycle: 0
 * explore: 80
 * says: nobody called MPI_Grequest_complete for the generalized request
 * says: started at .*stuck_grequest.c:4[0-9]
 * variants: MPI_Wait MPI_Waitall MPI_Waitany MPI_Waitsome
 */
#include <mpi.h>
#include <string.h>

static int query(void *state, MPI_Status *status)
{
    (void)state, (void)status;
    return MPI_SUCCESS;
}

static int release(void *state)
{
    (void)state;
    return MPI_SUCCESS;
}

static int cancel(void *state, int complete)
{
    (void)state, (void)complete;
    return MPI_SUCCESS;
}

static void wait_for(const char *call)
{
    MPI_Request req;
    MPI_Status status;
    int index, count;

    MPI_Grequest_start(query, release, cancel, NULL, &req);
    if (strcmp(call, "MPI_Wait") == 0)
        /* stuck here */
        MPI_Wait(&req, &status);
    else if (strcmp(call, "MPI_Waitall") == 0)
        /* stuck here */
        MPI_Waitall(1, &req, &status);
    else if (strcmp(call, "MPI_Waitany") == 0)
        /* stuck here */
        MPI_Waitany(1, &req, &index, &status);
    else
        /* stuck here */
        MPI_Waitsome(1, &req, &count, &index, &status);
}

int main(int argc, char **argv)
{
    int rank, value = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0) {
        wait_for(argc > 1 ? argv[1] : "MPI_Wait");
        MPI_Send(&value, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else if (rank == 1) {
        /* stuck here */
        MPI_Recv(&value, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    MPI_Finalize();
    return 0;
}
