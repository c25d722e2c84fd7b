/*
 * rma_spin - ranks spin around one-sided operations until another one lets them
 * go on: after a long computation, a long message, or when their turn comes.
 *
 * ranks: 4
 * only: dryrun
 * variants: swap_lock ticket_lock turns long_message counted
 * variants: turns_by_locks counted_locks clock_locks backs_off_locks
 * variants: each_cell same_cell each_cell_locked queue_in_memory
 * variants: puts_after_locks owner_stores
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANKS = 4,
    LONG = 256 << 20, /* takes longer than 8,000 looks */
    LOOKS = 12000,
    CELLS = 20000
};

static int rank, *memory;
static MPI_Win win;

static int fetch(int cell, int add)
{
    int old;

    MPI_Fetch_and_op(&add, &old, MPI_INT, 0, cell, add ? MPI_SUM : MPI_NO_OP,
                     win);
    MPI_Win_flush(0, win);
    return old;
}

static int swap(int cell, int from, int to)
{
    int old;

    MPI_Compare_and_swap(&to, &from, &old, MPI_INT, 0, cell, win);
    MPI_Win_flush(0, win);
    return old == from;
}

/* The holder is slow. */
static void swap_lock(void)
{
    for (int i = 0; i < 2; i++) {
        while (!swap(0, 0, 1))
            continue;
        DR_Compute(0.03);
        fetch(1, 1);
        swap(0, 1, 0);
    }
}

static void ticket_lock(void)
{
    int mine = fetch(0, 1);

    while (fetch(1, 0) != mine)
        continue;
    DR_Compute(0.03);
    fetch(1, 1);
}

/* One after the other, and nobody computes. */
static void turns(void)
{
    for (int i = rank; i < 100; i += RANKS) {
        while (fetch(0, 0) != i)
            continue;
        fetch(0, 1);
    }
}

/* Meanwhile others exchange something long, and then raise the flag. */
static void long_message(void)
{
    char *buffer;

    if (rank < 2)
        MPI_Alloc_mem(LONG, MPI_INFO_NULL, &buffer);
    if (rank == 0)
        MPI_Send(buffer, LONG, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
    if (rank == 1) {
        MPI_Recv(buffer, LONG, MPI_BYTE, 0, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        fetch(0, 1);
    }
    while (rank > 1 && fetch(0, 0) == 0)
        continue;
    if (rank < 2)
        MPI_Free_mem(buffer);
}

/* Each looks for what never comes, counts and gives up. */
static void counted(void)
{
    for (int i = 0; i < LOOKS && fetch(0, 0) == 0; i++)
        continue;
}

static int locked_get(int type, int cell)
{
    int got = 0;

    MPI_Win_lock(type, 0, 0, win);
    MPI_Get(&got, 1, MPI_INT, 0, cell, 1, MPI_INT, win);
    MPI_Win_unlock(0, win);
    return got;
}

static void locked_put(int cell, int value)
{
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
    MPI_Put(&value, 1, MPI_INT, 0, cell, 1, MPI_INT, win);
    MPI_Win_unlock(0, win);
}

static void turns_by_locks(void)
{
    for (int i = rank; i < 100; i += RANKS) {
        while (locked_get(MPI_LOCK_EXCLUSIVE, 0) != i)
            continue;
        locked_put(0, i + 1);
    }
}

static void counted_locks(void)
{
    for (int i = 0; i < LOOKS; i++) {
        if (locked_get(MPI_LOCK_SHARED, 0))
            return;
    }
}

/* Who watches a clock gives up some day. */
static void clock_locks(void)
{
    double since = MPI_Wtime();

    while (!locked_get(MPI_LOCK_EXCLUSIVE, 0) && MPI_Wtime() - since < 0.1)
        continue;
}

static void backs_off_locks(void)
{
    double rest = 1e-6;

    while (!locked_get(MPI_LOCK_EXCLUSIVE, 0) && rest < 1e6) {
        DR_Compute(rest * (rank + 1));
        rest *= 1.01;
    }
}

/* None of these is a look in vain, however many there are; so they take no
 * longer than they do.  The others are at the next barrier. */
static void each_cell(void)
{
    int got;

    for (int i = 0; i < CELLS && rank == 0; i++) {
        MPI_Get(&got, 1, MPI_INT, 1, i, 1, MPI_INT, win);
        MPI_Win_flush(1, win);
    }
}

static void same_cell(void)
{
    for (int i = 0; i < CELLS && rank == 1; i++)
        fetch(0, 0);
}

static void each_cell_locked(void)
{
    for (int i = 0; i < CELLS && rank == 1; i++)
        locked_get(MPI_LOCK_SHARED, i);
}

/* What changes from one to the next is in memory that was allocated. */
static void queue_in_memory(void)
{
    struct {
        int first, last;
    } *volatile queue = malloc(sizeof *queue);
    int got;

    queue->first = 0;
    queue->last = CELLS;
    while (rank == 1 && queue->first < queue->last) {
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
        MPI_Get(&got, 1, MPI_INT, 0, queue->first++, 1, MPI_INT, win);
        MPI_Win_unlock(0, win);
    }
    free(queue);
}

/* One comes late, and waits for the lock that the others look by. */
static void puts_after_locks(void)
{
    if (rank == 3)
        DR_Compute(0.1);
    if (rank == 3)
        locked_put(0, 1);
    while (!locked_get(MPI_LOCK_EXCLUSIVE, 0))
        continue;
}

/* A store of the owner is seen, although it sleeps from then on. */
static void owner_stores(void)
{
    int got;

    if (rank == 0) {
        DR_Compute(0.1);
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
        memory[0] = 1;
        MPI_Win_unlock(0, win);
        MPI_Recv(&got, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        return;
    }
    while (!locked_get(MPI_LOCK_EXCLUSIVE, 0))
        continue;
    if (rank == 1)
        MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
}

static const struct {
    const char *name;
    void (*run)(void);
} by_locks[] = {
    {"turns_by_locks", turns_by_locks},
    {"counted_locks", counted_locks},
    {"clock_locks", clock_locks},
    {"backs_off_locks", backs_off_locks},
    {"each_cell_locked", each_cell_locked},
    {"queue_in_memory", queue_in_memory},
    {"puts_after_locks", puts_after_locks},
    {"owner_stores", owner_stores},
};

static int run_by_locks(const char *name)
{
    for (size_t i = 0; i < sizeof by_locks / sizeof *by_locks; i++) {
        if (strcmp(name, by_locks[i].name) == 0) {
            by_locks[i].run();
            return 1;
        }
    }
    return 0;
}

static int end(const char *name)
{
    int late;

    MPI_Barrier(MPI_COMM_WORLD);
    late = (strstr(name, "cell") || strstr(name, "queue")) && MPI_Wtime() > 1;
    MPI_Win_free(&win);
    MPI_Finalize();
    return late;
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Win_allocate(CELLS * sizeof(int), sizeof(int), MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    memory[0] = memory[1] = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    if (run_by_locks(argv[1]))
        return end(argv[1]);
    MPI_Win_lock_all(0, win);
    if (strcmp(argv[1], "swap_lock") == 0)
        swap_lock();
    if (strcmp(argv[1], "ticket_lock") == 0)
        ticket_lock();
    if (strcmp(argv[1], "turns") == 0)
        turns();
    if (strcmp(argv[1], "long_message") == 0)
        long_message();
    if (strcmp(argv[1], "counted") == 0)
        counted();
    if (strcmp(argv[1], "each_cell") == 0)
        each_cell();
    if (strcmp(argv[1], "same_cell") == 0)
        same_cell();
    MPI_Win_unlock_all(win);
    return end(argv[1]);
}
