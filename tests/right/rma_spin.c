/*
 * rma_spin - ranks spin around one-sided operations until another one lets them
 * go on: after a long computation, a long message, or when their turn comes.
 *
 * ranks: 4
 * only: dryrun
 * variants: swap_lock ticket_lock turns long_message counted
 */
#include <dryrun.h>
#include <mpi.h>
#include <string.h>

enum {
    RANKS = 4,
    LONG = 256 << 20, /* takes longer than 8,000 looks */
    LOOKS = 12000
};

static int rank;
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
    MPI_Win_unlock_all(win);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
