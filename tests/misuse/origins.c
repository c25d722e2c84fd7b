/*
 * origins.c - loads and stores of a rank to buffers of its own one-sided
 * operations.
 *
 * Cases are made of words: EPOCH_OPERATION_ACCESS_BUFFER.  Wrong: the access
 * comes before the epoch or the operation has ended.
 *
 * ranks: 2
 * flags: -fdryrun-memory
 */
#include "misuse.h"

static MPI_Win win;
static volatile int got;

static int has(const char *word)
{
    return strstr(which, word) != NULL;
}

static void operate(void)
{
    int peer = 1 - me;

    if (has("_put"))
        MPI_Put(a, 2, MPI_INT, peer, 0, 2, MPI_INT, win);
    if (has("_get_"))
        MPI_Get(b, 2, MPI_INT, peer, 0, 2, MPI_INT, win);
    if (has("_sum"))
        MPI_Accumulate(a, 2, MPI_INT, peer, 0, 2, MPI_INT, MPI_SUM, win);
    if (has("_both"))
        MPI_Get_accumulate(a, 2, MPI_INT, b, 2, MPI_INT, peer, 0, 2, MPI_INT,
                           MPI_SUM, win);
    if (has("_fetch"))
        MPI_Fetch_and_op(a, b, MPI_INT, peer, 0, MPI_SUM, win);
    if (has("_swap"))
        MPI_Compare_and_swap(a, c, b, MPI_INT, peer, 0, win);
}

/* Of the result, the origin or what is compared; the right one of "other"
 * touches another element. */
static void touch(void)
{
    int *at = has("_result") ? b : has("_compared") ? c : a;

    if (has("other_") && !wrong)
        at += 2;
    if (has("_load"))
        got = *at;
    if (has("_store"))
        *at = 5;
}

static void in_epoch(void (*begin)(void), void (*finish)(void))
{
    begin();
    operate();
    if (wrong || has("other_"))
        touch();
    finish();
    if (!wrong && !has("other_"))
        touch();
}

static void fence(void)
{
    MPI_Win_fence(0, win);
}

static MPI_Group other(void)
{
    MPI_Group all, group;
    int peer = 1 - me;

    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, 1, &peer, &group);
    MPI_Group_free(&all);
    return group;
}

static void start(void)
{
    MPI_Group group = other();

    MPI_Win_post(group, 0, win);
    MPI_Win_start(group, 0, win);
    MPI_Group_free(&group);
}

static void complete(void)
{
    MPI_Win_complete(win);
    MPI_Win_wait(win);
}

static void lock(void)
{
    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1 - me, 0, win);
}

static void unlock(void)
{
    MPI_Win_unlock(1 - me, win);
}

/* The forms with a request, and their end. */
static void by_request(void)
{
    MPI_Request request;
    int peer = 1 - me;

    MPI_Win_lock_all(0, win);
    if (has("_put"))
        MPI_Rput(a, 2, MPI_INT, peer, 0, 2, MPI_INT, win, &request);
    if (has("_get_"))
        MPI_Rget(b, 2, MPI_INT, peer, 0, 2, MPI_INT, win, &request);
    if (has("_sum"))
        MPI_Raccumulate(a, 2, MPI_INT, peer, 0, 2, MPI_INT, MPI_SUM, win,
                        &request);
    if (has("_both"))
        MPI_Rget_accumulate(a, 2, MPI_INT, b, 2, MPI_INT, peer, 0, 2, MPI_INT,
                            MPI_SUM, win, &request);
    if (has("flushed"))
        MPI_Win_flush_local(EITHER(me, peer), win);
    else if (!wrong)
        MPI_Wait(&request, IGNORE);
    touch();
    if (wrong || has("flushed"))
        MPI_Wait(&request, IGNORE);
    MPI_Win_unlock_all(win);
}

static void lock_all(void)
{
    MPI_Win_lock_all(0, win);
}

static void flush(void)
{
    MPI_Win_flush_local_all(win);
}

static void cases(void)
{
    int *memory;

    MPI_Win_allocate(64 * sizeof *memory, sizeof *memory, MPI_INFO_NULL, WORLD,
                     &memory, &win);
    if (has("fence_"))
        in_epoch(fence, fence);
    if (has("start_"))
        in_epoch(start, complete);
    if (has("request_"))
        by_request();
    if (has("lock_"))
        in_epoch(lock, unlock);
    if (has("flush_")) {
        in_epoch(lock_all, flush);
        MPI_Win_unlock_all(win);
    }
    MPI_Win_free(&win);
}
