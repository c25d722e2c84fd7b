/*
 * loads.c - loads and stores of a rank to its own window, and operations there.
 *
 * Cases are made of words: EPOCH_OPERATION_ACCESS.  Rank 0 operates on rank
 * 1's window, or "own": each rank on its own; wrong: the access comes within
 * the epoch, or before the flush.
 *
 * ranks: 2
 * flags: -fdryrun-memory
 */
#include "misuse.h"

static MPI_Win win;
static int *memory;
static volatile int got;

static int has(const char *word)
{
    return strstr(which, word) != NULL;
}

static void operate(int target)
{
    if (has("_put"))
        MPI_Put(a, 2, MPI_INT, target, 0, 2, MPI_INT, win);
    if (has("_column")) {
        MPI_Datatype column;

        MPI_Type_vector(2, 1, 4, MPI_INT, &column);
        MPI_Type_commit(&column);
        MPI_Put(a, 2, MPI_INT, target, 0, 1, column, win);
        MPI_Type_free(&column);
    }
    if (has("_get"))
        MPI_Get(b, 2, MPI_INT, target, 0, 2, MPI_INT, win);
    if (has("_sum"))
        MPI_Accumulate(a, 2, MPI_INT, target, 0, 2, MPI_INT, MPI_SUM, win);
    if (has("_fetch"))
        MPI_Fetch_and_op(a, b, MPI_INT, target, 0, MPI_SUM, win);
    if (has("_look"))
        MPI_Fetch_and_op(a, b, MPI_INT, target, 0, MPI_NO_OP, win);
    if (has("_swap"))
        MPI_Compare_and_swap(a, b, c, MPI_INT, target, 0, win);
}

static void touch(void)
{
    int *at = has("_column") ? &memory[4] : memory;

    if (has("_load"))
        got = *at;
    if (has("_store"))
        *at = 5;
    if (has("_copy"))
        memset(at, 0, sizeof *at);
    if (has("_send"))
        MPI_Send(at, 1, MPI_INT, me, 3, WORLD);
    if (has("_recv"))
        MPI_Recv(at, 1, MPI_INT, me, 4, WORLD, IGNORE);
    if (has("_pack"))
        MPI_Pack(at, 1, MPI_INT, c, sizeof c, &(int){0}, WORLD);
    if (has("_reduce"))
        MPI_Reduce_local(c, at, 1, MPI_INT, MPI_SUM);
}

/* Rank 0 has operated, and says so. */
static void tell(void)
{
    if (me == 0)
        MPI_Send(a, 0, MPI_INT, 1, 0, WORLD);
    else
        MPI_Recv(a, 0, MPI_INT, 0, 0, WORLD, IGNORE);
}

static void in_fences(void)
{
    MPI_Win_fence(0, win);
    if (me == 0)
        operate(1);
    tell();
    if (me == 1 && wrong)
        touch();
    MPI_Win_fence(0, win);
    if (me == 1 && !wrong)
        touch();
    MPI_Win_fence(0, win);
}

/* A group of the other rank alone; to be freed. */
static MPI_Group other_rank(void)
{
    MPI_Group all, other;
    int peer = 1 - me;

    MPI_Win_get_group(win, &all);
    MPI_Group_incl(all, 1, &peer, &other);
    MPI_Group_free(&all);
    return other;
}

static void in_exposure(void)
{
    MPI_Group other = other_rank();

    if (me == 0) {
        MPI_Win_start(other, 0, win);
        operate(1);
        MPI_Win_complete(win);
        tell();
    } else {
        MPI_Win_post(other, 0, win);
        tell();
        if (wrong)
            touch();
        MPI_Win_wait(win);
        if (!wrong)
            touch();
    }
    MPI_Group_free(&other);
}

/* The access comes first, and nothing tells the other rank. */
static void before_access(void)
{
    MPI_Group other = other_rank();

    if (me == 0) {
        MPI_Win_start(other, 0, win);
        operate(1);
        MPI_Win_complete(win);
    } else {
        if (!wrong)
            touch();
        MPI_Win_post(other, 0, win);
        if (wrong)
            touch();
        MPI_Win_wait(win);
    }
    MPI_Group_free(&other);
}

static void lock(int target)
{
    if (has("all_"))
        MPI_Win_lock_all(0, win);
    else
        MPI_Win_lock(MPI_LOCK_SHARED, target, 0, win);
}

static void unlock(int target)
{
    if (has("all_"))
        MPI_Win_unlock_all(win);
    else
        MPI_Win_unlock(target, win);
}

static void under_lock(void)
{
    if (me == 0) {
        lock(1);
        operate(1);
        if (has("local"))
            MPI_Win_flush_local(1, win);
        if (!wrong)
            MPI_Win_flush(1, win);
        tell();
        MPI_Barrier(WORLD);
        unlock(1);
    } else {
        tell();
        touch();
        MPI_Barrier(WORLD);
    }
}

static void on_oneself(void)
{
    lock(me);
    operate(me);
    if (!wrong)
        MPI_Win_flush(me, win);
    touch();
    unlock(me);
}

/* No message orders what rank 0 does in its window and what rank 1 does there.
 * The right one does it in another epoch. */
static void unordered(void)
{
    MPI_Win_fence(0, win);
    if (me == 0)
        touch();
    if (!wrong)
        MPI_Win_fence(0, win);
    if (me == 1)
        operate(0);
    MPI_Win_fence(0, win);
}

static void cases(void)
{
    int touches = me == 1 || has("own_");
    MPI_Request other = MPI_REQUEST_NULL;

    if (has("_recv") && touches)
        MPI_Isend(c, 1, MPI_INT, me, 4, WORLD, &other);
    if (has("_send") && touches)
        MPI_Irecv(c, 1, MPI_INT, me, 3, WORLD, &other);
    MPI_Win_allocate(64 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    if (has("own_"))
        on_oneself();
    else if (has("first_"))
        unordered();
    else if (has("fence_"))
        in_fences();
    else if (has("posted_"))
        before_access();
    else if (has("post_"))
        in_exposure();
    else
        under_lock();
    MPI_Win_free(&win);
    MPI_Wait(&other, IGNORE);
}
