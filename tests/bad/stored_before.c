/*
 * stored_before - a rank stores to its own window, and nothing orders that
 * before an operation of another rank under a lock.
 *
 * ranks: 2
 * exit: 81
 * finds: rma_conflict
 * says: writes bytes 8 to 11 of rank 0's window, which MPI_
 * says: and nothing puts them in an order
 * flags: -fdryrun-memory
 * variants: exclusive shared all own_shared request after_get
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static int is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

int main(int argc, char **argv)
{
    const char *how = argv[1];
    int rank, word = 1, *mine;
    MPI_Request request;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_allocate(16, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &mine, &win);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        if (is(how, "own_shared"))
            MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        mine[2] = 42;
        if (is(how, "after_get")) { /* which tells nobody of the store */
            MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
            MPI_Get(&word, 4, MPI_BYTE, 1, 0, 4, MPI_BYTE, win);
            MPI_Win_flush(1, win);
        }
        DR_Compute(1e-3);
        if (is(how, "after_get"))
            MPI_Win_unlock(1, win);
        if (is(how, "own_shared"))
            MPI_Win_unlock(0, win);
    } else {
        DR_Compute(1e-4);
        if (is(how, "all"))
            MPI_Win_lock_all(0, win);
        else
            MPI_Win_lock(is(how, "shared") || is(how, "own_shared")
                             ? MPI_LOCK_SHARED
                             : MPI_LOCK_EXCLUSIVE,
                         0, 0, win);
        if (is(how, "request")) {
            MPI_Rput(&word, 4, MPI_BYTE, 0, 8, 4, MPI_BYTE, win, &request);
            MPI_Wait(&request, MPI_STATUS_IGNORE);
        } else {
            MPI_Accumulate(&word, 1, MPI_INT, 0, 8, 1, MPI_INT, MPI_REPLACE,
                           win);
        }
        if (is(how, "all"))
            MPI_Win_unlock_all(win);
        else
            MPI_Win_unlock(0, win);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
