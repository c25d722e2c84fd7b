/*
 * windows.c - one-sided communication in all kinds of epochs.
 */
#include <mpi.h>

enum {
    RANKS = 4,
    LENGTH = 4,
    ALL = RANKS * LENGTH
};

static int rank, right, left;
static int out[ALL], in[ALL], counter;

static void fences(MPI_Win win)
{
    MPI_Win_fence(0, win);
    for (int to = 0; to < RANKS; to++) {
        MPI_Put(out, LENGTH, MPI_INT, to, rank * LENGTH, LENGTH, MPI_INT, win);
    }
    MPI_Win_fence(0, win);
    MPI_Get(in, ALL, MPI_INT, right, 0, ALL, MPI_INT, win);
    MPI_Win_fence(0, win);
    MPI_Accumulate(out, 1, MPI_INT, 0, 0, 1, MPI_INT, MPI_SUM, win);
    MPI_Win_fence(0, win);
}

/* The left neighbour may access us, and we the right one. */
static void pairs(MPI_Win win)
{
    MPI_Group world, before, after;

    MPI_Comm_group(MPI_COMM_WORLD, &world);
    MPI_Group_incl(world, 1, &left, &before);
    MPI_Group_incl(world, 1, &right, &after);
    MPI_Win_post(before, 0, win);
    MPI_Win_start(after, 0, win);
    MPI_Put(out, LENGTH, MPI_INT, right, 0, LENGTH, MPI_INT, win);
    MPI_Win_complete(win);
    MPI_Win_wait(win);
    MPI_Group_free(&before);
    MPI_Group_free(&after);
    MPI_Group_free(&world);
}

/* Everybody counts at rank 0, without and with atomic operations. */
static void locks(MPI_Win win)
{
    int one = 1, old;

    MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, win);
    MPI_Get(&counter, 1, MPI_INT, 0, 0, 1, MPI_INT, win);
    MPI_Win_flush(0, win);
    counter++;
    MPI_Put(&counter, 1, MPI_INT, 0, 0, 1, MPI_INT, win);
    MPI_Win_unlock(0, win);
    MPI_Win_lock_all(0, win);
    MPI_Fetch_and_op(&one, &old, MPI_INT, 0, 1, MPI_SUM, win);
    MPI_Win_flush_all(win);
    old++;
    MPI_Win_unlock_all(win);
}

static void requests(MPI_Win win)
{
    MPI_Request request;

    MPI_Win_lock(MPI_LOCK_SHARED, right, 0, win);
    MPI_Rput(out, LENGTH, MPI_INT, right, rank * LENGTH, LENGTH, MPI_INT, win,
             &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    out[0]++;
    MPI_Win_unlock(right, win);
}

int main(int argc, char **argv)
{
    MPI_Win made, allocated;
    int *memory, window[ALL] = {0};

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    right = (rank + 1) % RANKS;
    left = (rank + RANKS - 1) % RANKS;
    MPI_Win_create(window, sizeof window, sizeof(int), MPI_INFO_NULL,
                   MPI_COMM_WORLD, &made);
    MPI_Win_allocate(sizeof window, sizeof(int), MPI_INFO_NULL, MPI_COMM_WORLD,
                     &memory, &allocated);
    fences(made);
    MPI_Barrier(MPI_COMM_WORLD);
    pairs(made);
    locks(allocated);
    MPI_Barrier(MPI_COMM_WORLD);
    requests(allocated);
    MPI_Win_free(&made);
    MPI_Win_free(&allocated);
    MPI_Finalize();
    return 0;
}
