/*
 * rma_spin_long - a rank looks for something in a window, by operations, more
 * than 10,000 times while it is under way.
 *
 * ranks: 3
 * only: dryrun
 * options: -p tests/right/far_apart.xml
 * variants: message update lock update_unflushed
 * variants: store_for_another
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static const int one = 1;
static int rank, holder = 2; /* of the flag */
static MPI_Win win;

static int flag(void)
{
    int old;

    MPI_Fetch_and_op(NULL, &old, MPI_INT, holder, 0, MPI_NO_OP, win);
    MPI_Win_flush(holder, win);
    return old;
}

static void raise_flag(int target)
{
    MPI_Accumulate(&one, 1, MPI_INT, target, 0, 1, MPI_INT, MPI_REPLACE, win);
    MPI_Win_flush(target, win);
}

/* What rank 1 gets from rank 0 makes it raise the flag. */
static void message(void)
{
    int got;

    if (rank == 0)
        MPI_Send(&one, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Recv(&got, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        raise_flag(holder);
    }
}

/* The same, by an operation on rank 1's window that rank 0 waits for. */
static void update(void)
{
    if (rank == 0) {
        raise_flag(1);
        raise_flag(holder);
    }
}

/* The same, by a lock. */
static void lock(void)
{
    if (rank == 0) {
        MPI_Win_unlock_all(win);
        MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
        MPI_Win_unlock(1, win);
        MPI_Win_lock_all(0, win);
        raise_flag(holder);
    }
}

/* Rank 0 waits for what comes of it instead. */
static void update_unflushed(void)
{
    int got;

    holder = 1;
    if (rank == 0) {
        MPI_Accumulate(&one, 1, MPI_INT, 1, 0, 1, MPI_INT, MPI_REPLACE, win);
        MPI_Recv(&got, 1, MPI_INT, 2, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
}

/* Its owner stores for rank 1, and sleeps, when the others have looked for
 * ages; rank 0 sees nothing of it. */
static void store_for_another(int *memory)
{
    int got, all[3];

    /* Nothing is on the way between the others any more. */
    MPI_Gather(&one, 1, MPI_INT, all, 1, MPI_INT, 2, MPI_COMM_WORLD);
    MPI_Scatter(all, 1, MPI_INT, &got, 1, MPI_INT, 2, MPI_COMM_WORLD);
    got = 0;
    if (rank == 2) {
        DR_Compute(1e10);
        memory[1] = 1;
        MPI_Recv(&got, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        return;
    }
    while (got == 0) {
        MPI_Fetch_and_op(NULL, &got, MPI_INT, holder, rank, MPI_NO_OP, win);
        MPI_Win_flush(holder, win);
    }
    if (rank == 1) {
        raise_flag(holder);
        MPI_Send(&one, 1, MPI_INT, 2, 0, MPI_COMM_WORLD);
    }
}

int main(int argc, char **argv)
{
    int *memory;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_allocate(2 * sizeof(int), sizeof(int), MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    memory[0] = memory[1] = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_lock_all(0, win);
    if (strcmp(argv[1], "message") == 0)
        message();
    if (strcmp(argv[1], "update") == 0)
        update();
    if (strcmp(argv[1], "lock") == 0)
        lock();
    if (strcmp(argv[1], "update_unflushed") == 0)
        update_unflushed();
    if (strcmp(argv[1], "store_for_another") == 0)
        store_for_another(memory);
    while (rank == 2 && strstr(argv[1], "another") == NULL && flag() == 0)
        DR_Compute(4e6);
    if (rank == 2 && holder == 1)
        MPI_Send(&one, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    MPI_Win_unlock_all(win);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
