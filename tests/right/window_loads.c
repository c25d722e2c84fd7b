/*
 * window_loads - a rank loads and stores in its own window, where others may
 * look and write, as the unified memory model allows it.
 *
 * ranks: 2
 * only: dryrun
 * options: --hostfile tests/sim/files/four-a-host.txt
 * flags: -fdryrun-memory
 * variants: load_and_get other_bytes next_epoch before_post polled_word
 * variants: polled_and_reset polled_counter seen_at_once got_while_stored
 * variants: own_lock own_lock_against_all shared_memory told_by_word
 * variants: got_and_reset told_before_put told_by_lock neighbour_elsewhere
 */
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

enum {
    CELLS = 16
};

static int me, *memory, mine[CELLS] = {1, 2, 3};
static MPI_Win win;
static MPI_Group other;

static void fence(void)
{
    MPI_Win_fence(0, win);
}

static void put(int cell, int count)
{
    MPI_Put(mine, count, MPI_INT, 1, cell, count, MPI_INT, win);
}

static void barrier(void)
{
    MPI_Barrier(MPI_COMM_WORLD);
}

/* Wait for a word to be other than `old`. */
static int poll(int cell, int old)
{
    while (memory[cell] == old)
        MPI_Win_sync(win);
    return memory[cell];
}

static void load_and_get(void)
{
    fence();
    if (me == 0)
        MPI_Get(mine, 4, MPI_INT, 1, 0, 4, MPI_INT, win);
    barrier();
    mine[8] = memory[2];
    fence();
}

static void other_bytes(void)
{
    fence();
    if (me == 0)
        put(4, 2);
    barrier();
    memory[3] = memory[6] + memory[2];
    fence();
}

static void next_epoch(void)
{
    for (int i = 0; i < 5; i++) {
        fence();
        if (me == 0)
            put(0, 4);
        fence();
        for (int k = 0; k < 4; k++)
            memory[k] += memory[k + 1];
    }
    fence();
}

static void before_post(void)
{
    if (me == 0) {
        MPI_Win_start(other, 0, win);
        put(0, 1);
        MPI_Win_complete(win);
        barrier();
    } else {
        memory[0] = 4;
        MPI_Win_post(other, 0, win);
        MPI_Win_wait(win);
        memory[0]++;
        barrier();
    }
}

static void polled_word(void)
{
    MPI_Win_lock_all(0, win);
    barrier();
    if (me == 0)
        put(0, 1);
    else
        poll(0, 0);
    MPI_Win_unlock_all(win);
}

static void polled_and_reset(void)
{
    MPI_Win_lock_all(0, win);
    barrier();
    if (me == 0) {
        put(0, 1);
        MPI_Win_flush(1, win);
    } else {
        poll(0, 0);
        memory[0] = 0;
    }
    MPI_Win_unlock_all(win);
}

static void polled_counter(void)
{
    MPI_Win_lock_all(0, win);
    barrier();
    for (int i = 0; i < 5 && me == 0; i++) {
        MPI_Accumulate(mine, 1, MPI_INT, 1, 0, 1, MPI_INT, MPI_SUM, win);
        MPI_Win_flush(1, win);
    }
    for (int seen = 0; me == 1 && seen < 5;)
        seen = poll(0, seen);
    MPI_Win_unlock_all(win);
}

/* The word is there when the rank looks first, and the other has not heard of
 * that yet. */
static void seen_at_once(void)
{
    MPI_Win_lock_all(0, win);
    if (me == 0) {
        put(0, 1);
        MPI_Win_flush(1, win);
    } else {
        struct {
            int value;
        } *word = (void *)memory;

        while (word->value == 0)
            MPI_Win_sync(win);
    }
    MPI_Win_unlock_all(win);
}

static void got_while_stored(void)
{
    MPI_Win_lock_all(0, win);
    if (me == 1)
        memory[0] = 1;
    for (mine[0] = 0; me == 0 && mine[0] == 0;) {
        MPI_Get(mine, 1, MPI_INT, 1, 0, 1, MPI_INT, win);
        MPI_Win_flush(1, win);
    }
    MPI_Win_unlock_all(win);
}

static void own_lock(void)
{
    for (int i = 0; i < 5; i++) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, win);
        if (me == 0)
            put(0, 1);
        else
            memory[0]++;
        MPI_Win_unlock(1, win);
    }
}

static void own_lock_against_all(void)
{
    if (me == 1)
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, win);
    barrier();
    if (me == 0) {
        MPI_Win_lock_all(0, win);
        put(0, 1);
        barrier();
        MPI_Win_unlock_all(win);
    } else {
        barrier();
        memory[0]++;
        MPI_Win_unlock(1, win);
    }
}

static void shared_memory(void)
{
    int *shared, *others, unit;
    MPI_Aint size;
    MPI_Win both;

    MPI_Win_allocate_shared(sizeof(int) * CELLS, sizeof(int), MPI_INFO_NULL,
                            MPI_COMM_WORLD, &shared, &both);
    MPI_Win_shared_query(both, 1 - me, &size, &unit, &others);
    MPI_Win_lock_all(MPI_MODE_NOCHECK, both);
    for (int i = 0; i < CELLS; i++)
        shared[i] = me;
    MPI_Win_sync(both);
    barrier();
    MPI_Win_sync(both);
    for (int i = 0; i < CELLS; i++)
        mine[i] = others[i];
    MPI_Win_sync(both);
    barrier();
    MPI_Put(mine, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, both);
    MPI_Win_flush(1 - me, both);
    barrier();
    MPI_Win_sync(both);
    mine[0] = shared[0]++;
    MPI_Win_unlock_all(both);
    MPI_Win_free(&both);
}

static void told_by_word(void)
{
    MPI_Win_lock_all(0, win);
    if (me == 0) {
        put(1, 3);
        MPI_Win_flush(1, win);
        put(0, 1);
        MPI_Win_flush(1, win);
    } else {
        poll(0, 0);
        memory[1] += memory[2] + memory[3];
    }
    MPI_Win_unlock_all(win);
}

/* As polled_and_reset, but the rank looks by an operation. */
static void got_and_reset(void)
{
    MPI_Win_lock_all(0, win);
    barrier();
    if (me == 0) {
        MPI_Accumulate(mine, 1, MPI_INT, 1, 0, 1, MPI_INT, MPI_REPLACE, win);
        MPI_Win_flush(1, win);
    }
    for (mine[4] = 0; me == 1 && mine[4] == 0;) {
        MPI_Fetch_and_op(NULL, &mine[4], MPI_INT, 1, 0, MPI_NO_OP, win);
        MPI_Win_flush(1, win);
    }
    if (me == 1)
        memory[0] = 0;
    MPI_Win_unlock_all(win);
}

/* Within one epoch, but a message comes between. */
static void told_before_put(void)
{
    fence();
    if (me == 1)
        memory[0] = 3;
    barrier();
    if (me == 0)
        put(0, 1);
    fence();
}

/* Within one epoch, but a lock of another window comes between. */
static void told_by_lock(void)
{
    int *flag;
    MPI_Win flags;

    MPI_Win_allocate(sizeof *flag, sizeof *flag, MPI_INFO_NULL, MPI_COMM_WORLD,
                     &flag, &flags);
    *flag = mine[4] = 0;
    fence();
    if (me == 1)
        memory[0] = 3;
    while (me == 1 || mine[4] == 0) {
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, flags);
        MPI_Fetch_and_op(mine, &mine[4], MPI_INT, 0, 0,
                         me == 1 ? MPI_REPLACE : MPI_NO_OP, flags);
        MPI_Win_unlock(0, flags);
        if (me == 1)
            break;
    }
    if (me == 0)
        put(0, 1);
    fence();
    MPI_Win_free(&flags);
}

/* Each stores where the other does not put. */
static void neighbour_elsewhere(void)
{
    fence();
    for (int i = 0; i < 5; i++) {
        memory[8 + i] = memory[9 + i];
        MPI_Put(mine, 4, MPI_INT, 1 - me, 0, 4, MPI_INT, win);
        memory[4]++;
        fence();
        mine[0] += memory[0];
        fence();
    }
}

#define CASE(name)                                                             \
    if (strcmp(argv[1], #name) == 0)                                           \
        name();

int main(int argc, char **argv)
{
    MPI_Group all;
    int peer;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &me);
    peer = 1 - me;
    MPI_Comm_group(MPI_COMM_WORLD, &all);
    MPI_Group_incl(all, 1, &peer, &other);
    MPI_Group_free(&all);
    MPI_Win_allocate(CELLS * sizeof *memory, sizeof *memory, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    memset(memory, 0, CELLS * sizeof *memory);
    barrier();
    CASE(load_and_get)
    CASE(other_bytes)
    CASE(next_epoch)
    CASE(before_post)
    CASE(polled_word)
    CASE(polled_and_reset)
    CASE(polled_counter)
    CASE(seen_at_once)
    CASE(got_while_stored)
    CASE(own_lock)
    CASE(own_lock_against_all)
    CASE(shared_memory)
    CASE(told_by_word)
    CASE(got_and_reset)
    CASE(told_before_put)
    CASE(told_by_lock)
    CASE(neighbour_elsewhere)
    MPI_Group_free(&other);
    MPI_Win_free(&win);
    MPI_Finalize();
    return 0;
}
