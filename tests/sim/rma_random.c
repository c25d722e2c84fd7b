/*
 * rma_random - random one-sided operations give what one after the other gives.
 *
 * usage: rma_random SEED PHASES
 *
 * All ranks draw the same plan.  In each phase a run of cells at a target, of
 * random length and stride, is put by one origin, summed up by several, read,
 * or fetched and added to; cells of different runs are apart, so that every
 * order has the same outcome, which each rank works out for itself.  The epochs
 * are of all kinds in turn.
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

enum {
    RANKS = 5,
    CELLS = 96,
    LONGEST = 12,
    READS_MOST = RANKS * CELLS
};

enum role {
    PUT,
    SUM,
    READ,
    FETCH,
    ROLES
};

struct run {
    int target, first, length, stride, origin;
    enum role role;
};

static int rank, phase;
static unsigned state;
static int model[RANKS][CELLS], used[RANKS][CELLS];
static int *memory, in[READS_MOST][LONGEST], out[READS_MOST][LONGEST];
static int expected[READS_MOST][LONGEST], lengths[READS_MOST], reads, runs;
static MPI_Win win;
static MPI_Group all;

static int draw(int below)
{
    state = state * 1664525u + 1013904223u;
    return (int)((state >> 8) % (unsigned)below);
}

static int value_of(const struct run *run, int origin, int i)
{
    return 1000 * phase + 100 * run->target + 10 * origin + run->first + i;
}

static int takes_part(const struct run *run, int origin)
{
    return run->role == SUM ? (origin + run->first) % 2 == 0
                            : origin == run->origin;
}

/* The cells of a run, if they are in the window and free. */
static int claim(const struct run *run)
{
    if (run->first + (run->length - 1) * run->stride >= CELLS)
        return 0;
    for (int i = 0; i < run->length; i++) {
        if (used[run->target][run->first + i * run->stride])
            return 0;
    }
    for (int i = 0; i < run->length; i++)
        used[run->target][run->first + i * run->stride] = 1;
    return 1;
}

/* What becomes of the cells; and what a reader must see. */
static void apply(const struct run *run)
{
    for (int i = 0; i < run->length; i++) {
        int *cell = &model[run->target][run->first + i * run->stride];

        if (run->origin == rank && (run->role == READ || run->role == FETCH))
            expected[reads][i] = *cell;
        if (run->role == PUT)
            *cell = value_of(run, run->origin, i);
        for (int o = 0; o < RANKS; o++) {
            if ((run->role == SUM || run->role == FETCH) && takes_part(run, o))
                *cell += value_of(run, o, i);
        }
    }
}

static void issue(const struct run *run, MPI_Datatype type)
{
    int n = run->length, *mine = out[runs];

    for (int i = 0; i < n; i++)
        mine[i] = value_of(run, rank, i);
    switch (run->role) {
    case PUT:
        MPI_Put(mine, n, MPI_INT, run->target, run->first, 1, type, win);
        break;
    case SUM:
        MPI_Accumulate(mine, n, MPI_INT, run->target, run->first, 1, type,
                       MPI_SUM, win);
        break;
    case READ:
        MPI_Get(in[reads], n, MPI_INT, run->target, run->first, 1, type, win);
        break;
    default:
        MPI_Get_accumulate(mine, n, MPI_INT, in[reads], n, MPI_INT, run->target,
                           run->first, 1, type, MPI_SUM, win);
    }
}

static void do_run(const struct run *run)
{
    MPI_Datatype type;

    if (takes_part(run, rank)) {
        MPI_Type_vector(run->length, 1, run->stride, MPI_INT, &type);
        MPI_Type_commit(&type);
        if (phase % 5 == 1)
            MPI_Win_lock(run->first % 2 ? MPI_LOCK_SHARED : MPI_LOCK_EXCLUSIVE,
                         run->target, 0, win);
        issue(run, type);
        if (phase % 5 == 1)
            MPI_Win_unlock(run->target, win);
        MPI_Type_free(&type);
    }
    apply(run);
    if (run->origin == rank && (run->role == READ || run->role == FETCH))
        lengths[reads++] = run->length;
    runs++;
}

static void begin(void)
{
    switch (phase % 5) {
    case 0:
        MPI_Win_fence(0, win);
        break;
    case 2:
        MPI_Win_lock_all(0, win);
        break;
    case 3:
        MPI_Win_post(all, 0, win);
        MPI_Win_start(all, 0, win);
        break;
    case 4:
        MPI_Win_lock_all(MPI_MODE_NOCHECK, win);
    }
}

static void end(void)
{
    switch (phase % 5) {
    case 0:
        MPI_Win_fence(MPI_MODE_NOSUCCEED, win);
        break;
    case 2:
        MPI_Win_flush_all(win);
        MPI_Win_unlock_all(win);
        break;
    case 3:
        MPI_Win_complete(win);
        MPI_Win_wait(win);
        break;
    case 4:
        MPI_Win_unlock_all(win);
    }
}

static void do_phase(void)
{
    memset(used, 0, sizeof used);
    reads = runs = 0;
    begin();
    for (int tries = 0; tries < 40; tries++) {
        struct run run = {.target = draw(RANKS),
                          .first = draw(CELLS),
                          .length = 1 + draw(LONGEST),
                          .stride = 1 + draw(3),
                          .origin = draw(RANKS),
                          .role = (enum role)draw(ROLES)};

        if (claim(&run))
            do_run(&run);
    }
    end();
    MPI_Barrier(MPI_COMM_WORLD);
    EXPECT(memcmp(memory, model[rank], sizeof model[rank]) == 0);
    for (int i = 0; i < reads; i++)
        EXPECT(memcmp(in[i], expected[i], (size_t)lengths[i] * sizeof(int)) ==
               0);
    MPI_Barrier(MPI_COMM_WORLD);
}

int main(int argc, char **argv)
{
    int phases;

    rank = expect_start(&argc, &argv, RANKS);
    state = (unsigned)atoi(argv[1]);
    phases = atoi(argv[2]);
    MPI_Win_allocate(CELLS * sizeof *memory, sizeof *memory, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &memory, &win);
    memset(memory, 0, CELLS * sizeof *memory);
    MPI_Win_get_group(win, &all);
    MPI_Barrier(MPI_COMM_WORLD);
    for (phase = 0; phase < phases; phase++)
        do_phase();
    MPI_Group_free(&all);
    MPI_Win_free(&win);
    return expect_end();
}
