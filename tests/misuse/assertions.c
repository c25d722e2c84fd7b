/*
 * assertions.c - what MPI_MODE_... says, and is so or not.
 *
 * ranks: 2
 */
#include "misuse.h"

#define IF(flag)  EITHER(flag, 0)
#define PUT       MPI_Put(a, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, win)
#define PUT_BY(r) (me == (r) ? PUT : 0)

static MPI_Win win;
static MPI_Group other;

static void tell(int from)
{
    if (me == from)
        MPI_Send(a, 0, MPI_INT, 1 - me, 0, WORLD);
    else
        MPI_Recv(a, 0, MPI_INT, from, 0, WORLD, IGNORE);
}

static void of_fences(void)
{
    MPI_Win_fence(0, win);
    CASE(put_despite_noput)
    {
        MPI_Win_fence(me == 1 ? IF(MPI_MODE_NOPUT) : 0, win);
        PUT_BY(0);
    }
    CASE(sum_despite_noput)
    {
        MPI_Win_fence(IF(MPI_MODE_NOPUT), win);
        MPI_Accumulate(a, 1, MPI_INT, 0, me, 1, MPI_INT, MPI_SUM, win);
    }
    CASE(put_before_noput)
    {
        PUT;
        MPI_Win_fence(MPI_MODE_NOPUT, win);
        MPI_Get(c, 1, MPI_INT, 1 - me, 0, 1, MPI_INT, win);
        MPI_Win_fence(0, win);
        PUT;
        MPI_Win_fence(MPI_MODE_NOPUT, win);
        if (wrong)
            PUT_BY(0);
    }
    CASE(noprecede_after_put)
    {
        PUT;
        MPI_Win_fence(IF(MPI_MODE_NOPRECEDE), win);
    }
    CASE(noprecede_on_one)
    MPI_Win_fence(EITHER(me, 1) ? MPI_MODE_NOPRECEDE : 0, win);
    CASE(nosucceed_on_one)
    MPI_Win_fence(EITHER(me, 1) ? MPI_MODE_NOSUCCEED : 0, win);
    CASE(put_after_nosucceed)
    {
        MPI_Win_fence(IF(MPI_MODE_NOSUCCEED), win);
        PUT;
        MPI_Win_fence(0, win);
    }
    MPI_Win_fence(0, win);
}

/* Rank 0 accesses what rank 1 exposes. */
static void of_exposures(void)
{
    CASE(put_despite_noput_of_post)
    {
        if (me == 1) {
            MPI_Win_post(other, IF(MPI_MODE_NOPUT), win);
            MPI_Win_wait(win);
        } else {
            MPI_Win_start(other, 0, win);
            PUT;
            MPI_Win_complete(win);
        }
    }
    CASE(start_before_post)
    {
        if (me == 0 && !wrong)
            tell(1);
        if (me == 0) {
            MPI_Win_start(other, MPI_MODE_NOCHECK, win);
            PUT;
            MPI_Win_complete(win);
        }
        if (me == 1) {
            if (wrong)
                MPI_Recv(a, 0, MPI_INT, 0, 0, WORLD, IGNORE);
            MPI_Win_post(other, MPI_MODE_NOCHECK, win);
            if (!wrong)
                tell(1);
            MPI_Win_wait(win);
        }
    }
    CASE(start_checks_alone)
    {
        if (me == 0) {
            tell(1);
            MPI_Win_start(other, EITHER(0, MPI_MODE_NOCHECK), win);
            MPI_Win_complete(win);
        } else {
            MPI_Win_post(other, MPI_MODE_NOCHECK, win);
            tell(1);
            MPI_Win_wait(win);
        }
    }
    CASE(post_checks_alone)
    {
        if (me == 0) {
            tell(1);
            MPI_Win_start(other, MPI_MODE_NOCHECK, win);
            MPI_Win_complete(win);
        } else {
            MPI_Win_post(other, EITHER(0, MPI_MODE_NOCHECK), win);
            tell(1);
            MPI_Win_wait(win);
        }
    }
    CASE(post_after_start)
    {
        if (me == 0) {
            MPI_Win_start(other, 0, win);
            tell(0);
            MPI_Win_complete(win);
        } else {
            tell(0);
            MPI_Win_post(other, IF(MPI_MODE_NOCHECK), win);
            MPI_Win_wait(win);
        }
    }
}

static void of_locks(void)
{
    CASE(lock_held_despite_nocheck)
    {
        if (me == 0) {
            MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, win);
            tell(0);
            MPI_Barrier(WORLD);
            MPI_Win_unlock(1, win);
        } else {
            tell(0);
            MPI_Win_lock(MPI_LOCK_SHARED, EITHER(1, 0), MPI_MODE_NOCHECK, win);
            MPI_Win_unlock(EITHER(1, 0), win);
            MPI_Barrier(WORLD);
        }
    }
    CASE(lock_asked_for_despite_nocheck)
    {
        if (me == 0) {
            MPI_Win_lock(EITHER(MPI_LOCK_EXCLUSIVE, MPI_LOCK_SHARED), 1,
                         MPI_MODE_NOCHECK, win);
            tell(0);
            MPI_Barrier(WORLD);
            MPI_Win_unlock(1, win);
        } else {
            tell(0);
            MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, win);
            MPI_Win_unlock(1, win);
            MPI_Barrier(WORLD);
        }
    }
    CASE(nocheck_twice)
    {
        if (me == 1 && !wrong)
            tell(0);
        MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, MPI_MODE_NOCHECK, win);
        if (wrong)
            MPI_Barrier(WORLD);
        MPI_Win_unlock(1, win);
        if (me == 0 && !wrong)
            tell(0);
    }
}

static void cases(void)
{
    MPI_Group all;
    int peer = 1 - me;

    MPI_Win_create(b, sizeof b, sizeof *b, MPI_INFO_NULL, WORLD, &win);
    MPI_Comm_group(WORLD, &all);
    MPI_Group_incl(all, 1, &peer, &other);
    of_exposures();
    of_locks();
    of_fences();
    MPI_Group_free(&all);
    MPI_Group_free(&other);
    MPI_Win_free(&win);
}
