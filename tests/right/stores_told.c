/*
 * stores_told - a rank stores to its own window, and another gets or replaces
 * that under a lock, once it has been told, or locks keep them apart.
 *
 * ranks: 3
 * flags: -fdryrun-memory
 * variants: barrier message put_flag local_flag own_flag exclusive shared_own
 * variants: mutex post collective
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

static const char *how;
static int rank, *mine;
static MPI_Win win;

static int is(const char *what)
{
    return strcmp(how, what) == 0;
}

static void put(int value, int target, int at)
{
    MPI_Accumulate(&value, 1, MPI_INT, target, at, 1, MPI_INT, MPI_REPLACE,
                   win);
    MPI_Win_flush(target, win);
}

static int get(int target, int at)
{
    int value, none = 0;

    MPI_Fetch_and_op(&none, &value, MPI_INT, target, at, MPI_NO_OP, win);
    MPI_Win_flush(target, win);
    return value;
}

/* Rank 0 stores to its word 2. */
static void store(void)
{
    int own = is("exclusive") ? MPI_LOCK_EXCLUSIVE : MPI_LOCK_SHARED;

    if (is("exclusive") || is("shared_own"))
        MPI_Win_lock(own, 0, 0, win);
    mine[2] = 42;
    if (is("exclusive") || is("shared_own")) {
        DR_Compute(1e-5);
        MPI_Win_unlock(0, win);
    }
}

static void mutex(void (*inside)(void))
{
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 2, 0, win);
    inside();
    MPI_Win_unlock(2, win);
}

static void tell(void)
{
    MPI_Request request;

    if (is("message"))
        MPI_Send(NULL, 0, MPI_INT, 1, 0, MPI_COMM_WORLD);
    if (is("put_flag"))
        put(1, 1, 3);
    if (is("own_flag"))
        put(1, 0, 3);
    if (is("local_flag")) {
        MPI_Win_sync(win);
        mine[3] = 1;
        MPI_Win_sync(win);
    }
    if (is("collective")) {
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
}

static void hear(void)
{
    MPI_Request request;

    if (is("message"))
        MPI_Recv(NULL, 0, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    while (is("put_flag") && get(1, 3) == 0)
        ;
    while ((is("own_flag") || is("local_flag")) && get(0, 3) == 0)
        ;
    if (is("collective")) {
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
        MPI_Wait(&request, MPI_STATUS_IGNORE);
    }
}

static void use(void)
{
    put(get(0, 2) + 1, 0, 2);
}

static void use_locked(void)
{
    int type = is("shared_own") ? MPI_LOCK_EXCLUSIVE : MPI_LOCK_SHARED;

    MPI_Win_lock(type, 0, 0, win);
    use();
    MPI_Win_unlock(0, win);
}

/* By locks alone. */
static void apart(void)
{
    if (is("mutex") && rank == 0)
        mutex(store);
    else if (is("mutex") && rank == 1)
        mutex(use_locked);
    else if (rank == 0)
        store();
    else if (rank == 1)
        use_locked();
}

static void together(void)
{
    MPI_Win_lock_all(0, win);
    if (rank == 0) {
        store();
        tell();
    }
    if (is("barrier"))
        MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1) {
        hear();
        use();
    } else if (rank == 2 && is("collective")) {
        hear();
    }
    MPI_Win_unlock_all(win);
}

/* What tells is the end of an epoch, or the beginning of an exposure. */
static void epochs(MPI_Win other)
{
    MPI_Group all, one;

    MPI_Win_get_group(win, &all);
    MPI_Group_incl(all, 1, (int[]){rank == 0}, &one);
    if (rank == 0) {
        store();
        MPI_Win_post(one, 0, other);
        MPI_Win_wait(other);
    } else if (rank == 1) {
        MPI_Win_start(one, 0, other);
        use_locked();
        MPI_Win_complete(other);
    }
    MPI_Group_free(&one);
    MPI_Group_free(&all);
}

int main(int argc, char **argv)
{
    MPI_Win other;

    how = argv[1];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_allocate(4 * sizeof(int), sizeof(int), MPI_INFO_NULL,
                     MPI_COMM_WORLD, &mine, &win);
    MPI_Win_create(NULL, 0, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &other);
    memset(mine, 0, 4 * sizeof(int));
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 1)
        DR_Compute(1e-4);
    if (is("exclusive") || is("shared_own") || is("mutex"))
        apart();
    else if (is("post"))
        epochs(other);
    else
        together();
    MPI_Win_free(&other);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
