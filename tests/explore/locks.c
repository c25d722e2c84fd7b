/*
 * locks.c - small programs whose outcome depends on who has a lock first: the
 * first argument names one.
 */
#include <mpi.h>
#include <stdio.h>
#include <string.h>

enum {
    MUCH = 1 << 22 /* bytes: takes long */
};

static int rank, size, *memory;
static MPI_Win win;
static char bytes[MUCH];

static void lock(int target)
{
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, target, 0, win);
}

static void unlock(int target)
{
    MPI_Win_unlock(target, win);
}

static int get(int target)
{
    int got;

    MPI_Fetch_and_op(NULL, &got, MPI_INT, target, 0, MPI_NO_OP, win);
    MPI_Win_flush(target, win);
    return got;
}

static void put(int target, int value)
{
    MPI_Accumulate(&value, 1, MPI_INT, target, 0, 1, MPI_INT, MPI_REPLACE, win);
    MPI_Win_flush(target, win);
}

/* Each leaves its number behind: who was last? */
static void last(void)
{
    lock(0);
    put(0, rank);
    unlock(0);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d\n", *memory);
}

/* Nobody excludes anybody. */
static void shared(void)
{
    MPI_Win_lock_all(0, win);
    for (int i = 0; i < size; i++)
        get(i);
    MPI_Win_unlock_all(win);
}

/* Rank 0 locks when another has told it that it is done. */
static void told(void)
{
    int sender;
    MPI_Status status;

    if (rank == 0) {
        for (int i = 1; i < size; i++) {
            MPI_Recv(&sender, 1, MPI_INT, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                     &status);
            lock(0);
            unlock(0);
        }
    } else {
        lock(0);
        unlock(0);
        MPI_Send(&rank, 1, MPI_INT, 0, 0, MPI_COMM_WORLD);
    }
}

/* Ranks 0 and 1 take two locks each, in the one order or the other. */
static void cross(int crossed)
{
    int first = crossed ? rank : 0;

    if (rank >= 2)
        return;
    lock(first);
    lock(1 - first);
    unlock(1 - first);
    unlock(first);
}

/* Times would have rank 0 done long before rank 1. */
static void two(int crossed)
{
    if (rank == 1)
        MPI_Recv(bytes, MUCH, MPI_CHAR, 2, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    else if (rank == 2)
        MPI_Send(bytes, MUCH, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
    cross(crossed);
}

/* The same, behind a decision that rank 1 must make. */
static void two_behind_any(void)
{
    for (int i = 2; i < size && rank == 1; i++)
        MPI_Recv(bytes, 1, MPI_CHAR, MPI_ANY_SOURCE, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    if (rank >= 2)
        MPI_Send(bytes, 1, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
    cross(1);
}

/* Put to the same place, and nobody excludes the others. */
static void put_shared(void)
{
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    MPI_Put(&rank, 1, MPI_INT, 0, 0, 1, MPI_INT, win);
    unlock(0);
}

/* Draw a number each, alone or not. */
static void draw(int locked)
{
    int one = 1, mine;

    MPI_Win_lock(locked ? MPI_LOCK_EXCLUSIVE : MPI_LOCK_SHARED, 0, 0, win);
    MPI_Fetch_and_op(&one, &mine, MPI_INT, 0, 0, MPI_SUM, win);
    unlock(0);
}

/* Look under the lock until another has been there. */
static void spin(void)
{
    int seen = 0;

    while (rank > 0 && !seen) {
        lock(0);
        seen = get(0);
        unlock(0);
    }
    if (rank == 0) {
        lock(0);
        put(0, 1);
        unlock(0);
    }
}

/* Look at what a rank sets that waits for a lock of its own. */
static void look(void)
{
    if (rank == 0) {
        lock(1);
        unlock(1);
    }
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    if (rank == 0)
        put(0, 1);
    while (get(0) == 0)
        ;
    unlock(0);
}

/* Look for what nobody does. */
static void look_for_ever(int locked)
{
    int seen = 0;

    if (!locked)
        MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, win);
    while (!seen) {
        if (locked)
            lock(0);
        MPI_Fetch_and_op(NULL, &seen, MPI_INT, 0, 0, MPI_NO_OP, win);
        if (locked)
            unlock(0);
        else
            MPI_Win_flush(0, win);
    }
    unlock(0);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Win_allocate(sizeof *memory, sizeof *memory, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    *memory = 0;
    MPI_Barrier(MPI_COMM_WORLD);
    if (!strcmp(what, "last"))
        last();
    else if (!strcmp(what, "shared"))
        shared();
    else if (!strcmp(what, "told"))
        told();
    else if (!strcmp(what, "crossed") || !strcmp(what, "ordered"))
        two(!strcmp(what, "crossed"));
    else if (!strcmp(what, "behind_any"))
        two_behind_any();
    else if (!strcmp(what, "put_shared"))
        put_shared();
    else if (!strcmp(what, "tickets") || !strcmp(what, "locked_tickets"))
        draw(!strcmp(what, "locked_tickets"));
    else if (!strcmp(what, "spin"))
        spin();
    else if (!strcmp(what, "look"))
        look();
    else if (!strcmp(what, "lock_for_ever") || !strcmp(what, "flush_for_ever"))
        look_for_ever(!strcmp(what, "lock_for_ever"));
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
