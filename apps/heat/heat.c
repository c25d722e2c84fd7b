/*
 * heat - the one-dimensional heat equation, cells spread over the ranks.
 *
 *     new[i] = old[i] + K * (old[i - 1] - 2 * old[i] + old[i + 1])
 *
 * A rank holds n cells, 1..n, between two halo cells that mirror its
 * neighbours' border cells.  The halos travel in four forms: blocking,
 * nonblocking (inner cells are computed meanwhile), persistent, and put into
 * the neighbours' memory.  All four must give, bit for bit, what one rank
 * computes serially; and so must a run that is saved halfway in a file and goes
 * on from there, with its parts on other ranks or on more or fewer of them.
 *
 * usage: heat [CELLS PER RANK [STEPS]]
 *        heat checkpoint [FILE]
 *        heat restart FILE
 */
#include "checkpoint.h"
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CELLS = 1000,
    STEPS = 100,
    TO_LEFT = 1,
    TO_RIGHT = 2,
    FLOPS_CELL = 5
};

static const double K = 0.25;

struct rod {
    int n;           /* cells of this rank */
    int left, right; /* neighbours, MPI_PROC_NULL at the ends */
    double *old, *new;
};

static void swap(struct rod *rod)
{
    double *tmp = rod->old;

    rod->old = rod->new;
    rod->new = tmp;
}


/* Compute cells first..last; the simulator is told what that costs. */
static void update(struct rod *rod, int first, int last)
{
    const double *old = rod->old;

    for (int i = first; i <= last; i++)
        rod->new[i] = old[i] + K *(old[i - 1] - 2 * old[i] + old[i + 1]);
    if (last >= first)
        DR_Compute_flops((double)FLOPS_CELL * (last - first + 1));
}


static void blocking(struct rod *rod, int steps)
{
    int n = rod->n;

    for (int s = 0; s < steps; s++) {
        MPI_Sendrecv(&rod->old[1], 1, MPI_DOUBLE, rod->left, TO_LEFT,
                     &rod->old[n + 1], 1, MPI_DOUBLE, rod->right, TO_LEFT,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Sendrecv(&rod->old[n], 1, MPI_DOUBLE, rod->right, TO_RIGHT,
                     &rod->old[0], 1, MPI_DOUBLE, rod->left, TO_RIGHT,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        update(rod, 1, n);
        swap(rod);
    }
}


static void nonblocking(struct rod *rod, int steps)
{
    MPI_Comm comm = MPI_COMM_WORLD;
    int n = rod->n;
    MPI_Request req[4];

    for (int s = 0; s < steps; s++) {
        double *u = rod->old;

        MPI_Irecv(&u[0], 1, MPI_DOUBLE, rod->left, TO_RIGHT, comm, &req[0]);
        MPI_Irecv(&u[n + 1], 1, MPI_DOUBLE, rod->right, TO_LEFT, comm, &req[1]);
        MPI_Isend(&u[1], 1, MPI_DOUBLE, rod->left, TO_LEFT, comm, &req[2]);
        MPI_Isend(&u[n], 1, MPI_DOUBLE, rod->right, TO_RIGHT, comm, &req[3]);
        update(rod, 2, n - 1);
        MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
        update(rod, 1, 1);
        if (n > 1)
            update(rod, n, n);
        swap(rod);
    }
}


/* Persistent requests keep their buffers, so the halo has buffers of its own
 * while old and new change places. */
static void persistent(struct rod *rod, int steps)
{
    double out[2], in[2] = {0, 0}; /* left, right */
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Request req[4];

    MPI_Recv_init(&in[0], 1, MPI_DOUBLE, rod->left, TO_RIGHT, comm, &req[0]);
    MPI_Recv_init(&in[1], 1, MPI_DOUBLE, rod->right, TO_LEFT, comm, &req[1]);
    MPI_Send_init(&out[0], 1, MPI_DOUBLE, rod->left, TO_LEFT, comm, &req[2]);
    MPI_Send_init(&out[1], 1, MPI_DOUBLE, rod->right, TO_RIGHT, comm, &req[3]);
    for (int s = 0; s < steps; s++) {
        out[0] = rod->old[1];
        out[1] = rod->old[rod->n];
        MPI_Startall(4, req);
        update(rod, 2, rod->n - 1);
        MPI_Waitall(4, req, MPI_STATUSES_IGNORE);
        rod->old[0] = in[0];
        rod->old[rod->n + 1] = in[1];
        update(rod, 1, 1);
        if (rod->n > 1)
            update(rod, rod->n, rod->n);
        swap(rod);
    }
    for (int i = 0; i < 4; i++)
        MPI_Request_free(&req[i]);
}


/* Neighbours put their border cells into a window.  Every second step uses the
 * other half of it, so that one fence per step is enough: whoever is a step
 * ahead does not write what its neighbours still read. */
static void one_sided(struct rod *rod, int steps)
{
    double *halo; /* left, right; and again */
    MPI_Win win;

    MPI_Win_allocate(4 * sizeof *halo, sizeof *halo, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &halo, &win);
    for (int i = 0; i < 4; i++)
        halo[i] = 0;
    MPI_Win_fence(MPI_MODE_NOPRECEDE, win);
    for (int s = 0; s < steps; s++) {
        int half = 2 * (s % 2);

        MPI_Put(&rod->old[1], 1, MPI_DOUBLE, rod->left, half + 1, 1, MPI_DOUBLE,
                win);
        MPI_Put(&rod->old[rod->n], 1, MPI_DOUBLE, rod->right, half, 1,
                MPI_DOUBLE, win);
        update(rod, 2, rod->n - 1);
        MPI_Win_fence(s < steps - 1 ? 0 : MPI_MODE_NOSUCCEED, win);
        rod->old[0] = halo[half];
        rod->old[rod->n + 1] = halo[half + 1];
        update(rod, 1, 1);
        if (rod->n > 1)
            update(rod, rod->n, rod->n);
        swap(rod);
    }
    MPI_Win_free(&win);
}


/* Cold everywhere but for one hot cell near the left end of the whole rod. */
static void start_rod(struct rod *rod, int n, int rank, int size)
{
    rod->n = n;
    rod->left = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    rod->right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;
    rod->old = calloc((size_t)n + 2, sizeof(double));
    rod->new = calloc((size_t)n + 2, sizeof(double));
    if (rank == 0)
        rod->old[n] = 1000;
}


static void end_rod(struct rod *rod)
{
    free(rod->old);
    free(rod->new);
}


/* What the same steps give on one rank, without any message. */
static double *serial(int n, int total, int steps)
{
    double *old = calloc((size_t)total + 2, sizeof *old);
    double *new = calloc((size_t)total + 2, sizeof *new);

    old[n] = 1000;
    for (int s = 0; s < steps; s++) {
        double *tmp = old;

        for (int i = 1; i <= total; i++)
            new[i] = old[i] + K *(old[i - 1] - 2 * old[i] + old[i + 1]);
        old = new;
        new = tmp;
    }
    free(new);
    return old;
}


static void measure(const char *name, void (*form)(struct rod *rod, int steps),
                    int n, int steps, const double *expected)
{
    int rank, size;
    struct rod rod;
    double mine, longest, *all = NULL;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    start_rod(&rod, n, rank, size);
    if (rank == 0)
        all = malloc((size_t)n * (size_t)size * sizeof *all);
    MPI_Barrier(MPI_COMM_WORLD);
    mine = MPI_Wtime();
    form(&rod, steps);
    mine = MPI_Wtime() - mine;
    MPI_Reduce(&mine, &longest, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    MPI_Gather(&rod.old[1], n, MPI_DOUBLE, all, n, MPI_DOUBLE, 0,
               MPI_COMM_WORLD);
    if (rank == 0)
        printf("%-11s %s: %.3f us per step\n", name,
               memcmp(all, expected + 1, (size_t)n * (size_t)size * sizeof *all)
                   ? "DIFFERS from serial"
                   : "as serial",
               1e6 * longest / steps);
    free(all);
    end_rod(&rod);
}


/* The first half of the steps, into a file. */
static void run_to(const char *name)
{
    int rank, size;
    struct rod rod;
    struct saved saved = {.hot = CELLS, .steps = STEPS / 2};

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    saved.cells = CELLS * size;
    start_rod(&rod, CELLS, rank, size);
    nonblocking(&rod, saved.steps);
    save(name, &saved, CELLS * rank, CELLS, &rod.old[1]);
    end_rod(&rod);
    if (rank == 0)
        printf("%d cells on %d ranks, saved after %d steps\n", saved.cells,
               size, saved.steps);
}


/* The rest of them, out of a file; `mode` as of open_saved().  The ranks share
 * the cells evenly, the last of them first: not as they were written. */
static void run_from(const char *name, int mode)
{
    int rank, size, place, first, n, differs, any;
    struct rod rod;
    struct saved saved;
    double *expected;
    MPI_File file = open_saved(name, mode, &saved);

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    place = size - 1 - rank;
    first = (int)((long)saved.cells * place / size);
    n = (int)((long)saved.cells * (place + 1) / size) - first;
    start_rod(&rod, n, place, size);
    rod.left = place > 0 ? rank + 1 : MPI_PROC_NULL;
    rod.right = rank > 0 ? rank - 1 : MPI_PROC_NULL;
    load(file, name, &saved, first, n, &rod.old[1]);
    nonblocking(&rod, STEPS - saved.steps);
    expected = serial(saved.hot, saved.cells, STEPS);
    differs = memcmp(&rod.old[1], &expected[1 + first],
                     (size_t)n * sizeof *expected) != 0;
    MPI_Reduce(&differs, &any, 1, MPI_INT, MPI_LOR, 0, MPI_COMM_WORLD);
    if (rank == 0)
        printf("%d cells, read and taken to %d steps, hot cell %.6f: %s\n",
               saved.cells, STEPS, expected[saved.hot],
               any ? "DIFFERS from serial" : "as serial");
    free(expected);
    end_rod(&rod);
}


/* With a file that nobody else has and that goes away, if none is named. */
static void checkpoint(const char *file)
{
    char name[32];

    if (file) {
        run_to(file);
        run_from(file, 0);
        return;
    }
    snprintf(name, sizeof name, "heat.%ld", (long)getpid());
    MPI_Bcast(name, sizeof name, MPI_CHAR, 0, MPI_COMM_WORLD);
    run_to(name);
    run_from(name, MPI_MODE_DELETE_ON_CLOSE);
}


static void compare_forms(int n, int steps)
{
    int rank, size;
    double *expected = NULL;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (rank == 0) {
        expected = serial(n, n * size, steps);
        printf("%d cells on %d ranks, %d steps, hot cell %.6f\n", n * size,
               size, steps, expected[n]);
    }
    measure("blocking", blocking, n, steps, expected);
    measure("nonblocking", nonblocking, n, steps, expected);
    measure("persistent", persistent, n, steps, expected);
    measure("one-sided", one_sided, n, steps, expected);
    free(expected);
}


int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";

    MPI_Init(&argc, &argv);
    if (strcmp(word, "checkpoint") == 0)
        checkpoint(argv[2]);
    else if (strcmp(word, "restart") == 0 && argc > 2)
        run_from(argv[2], 0);
    else
        compare_forms(argc > 1 ? atoi(argv[1]) : CELLS,
                      argc > 2 ? atoi(argv[2]) : STEPS);
    MPI_Finalize();
    return 0;
}
