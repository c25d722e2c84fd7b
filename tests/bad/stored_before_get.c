/*
 * stored_before_get - all get what their neighbours store, but nothing tells
 * them when: either value is right, and a warning says so.
 *
 * ranks: 3
 * exit: 0
 * finds: rma_conflict
 * says: writes bytes 0 to 7 of rank [0-2]'s window, which MPI_Get of rank
 * says: and nothing puts them in an order
 * flags: -fdryrun-memory
 * variants: all shared
 */
#include <mpi.h>
#include <string.h>

int main(int argc, char **argv)
{
    int all = strcmp(argv[1], "all") == 0, rank, size, right;
    double *mine, got;
    MPI_Win win;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    right = (rank + 1) % size;
    MPI_Win_allocate(sizeof *mine, sizeof *mine, MPI_INFO_NULL, MPI_COMM_WORLD,
                     &mine, &win);
    *mine = rank;
    MPI_Barrier(MPI_COMM_WORLD);
    if (all)
        MPI_Win_lock_all(0, win);
    *mine = rank + 100;
    if (!all)
        MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
    MPI_Get(&got, 1, MPI_DOUBLE, right, 0, 1, MPI_DOUBLE, win);
    if (all)
        MPI_Win_unlock_all(win);
    else
        MPI_Win_unlock(right, win);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
