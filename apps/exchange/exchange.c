/*
 * exchange - two ranks swap a message, in three forms.
 *
 *   isend       both at once with MPI_Isend: one message time
 *   sequential  one sends, then the other: two message times
 *   stall       both call MPI_Send first: works only as long as the message
 *               is small enough to be buffered, else nobody ever receives
 *
 * usage: exchange [FORM [DOUBLES]]; without arguments the two forms that end.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAG = 1,
    SMALL = 1,
    LARGE = 1 << 17 /* doubles: 1 MiB */
};

static void isend(const double *mine, double *theirs, int n, int rank)
{
    MPI_Request sending;

    MPI_Isend(mine, n, MPI_DOUBLE, 1 - rank, TAG, MPI_COMM_WORLD, &sending);
    MPI_Recv(theirs, n, MPI_DOUBLE, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    MPI_Wait(&sending, MPI_STATUS_IGNORE);
}


static void sequential(const double *mine, double *theirs, int n, int rank)
{
    if (rank == 0)
        MPI_Send(mine, n, MPI_DOUBLE, 1, TAG, MPI_COMM_WORLD);
    MPI_Recv(theirs, n, MPI_DOUBLE, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (rank == 1)
        MPI_Send(mine, n, MPI_DOUBLE, 0, TAG, MPI_COMM_WORLD);
}


static void stall(const double *mine, double *theirs, int n, int rank)
{
    MPI_Send(mine, n, MPI_DOUBLE, 1 - rank, TAG, MPI_COMM_WORLD);
    MPI_Recv(theirs, n, MPI_DOUBLE, 1 - rank, TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
}


static const struct form {
    const char *name;
    void (*swap)(const double *mine, double *theirs, int n, int rank);
    int doubles;
    int ends; /* whatever the size */
} forms[] = {
    {"isend", isend, SMALL, 1},
    {"sequential", sequential, SMALL, 1},
    {"stall", stall, LARGE, 0},
};

enum {
    FORMS = sizeof forms / sizeof *forms
};

static void measure(const struct form *form, int n, int rank)
{
    double *mine = malloc((size_t)n * sizeof *mine);
    double *theirs = malloc((size_t)n * sizeof *theirs);
    double start;

    for (int i = 0; i < n; i++)
        mine[i] = 100 * (rank + 1) + i;
    MPI_Barrier(MPI_COMM_WORLD);
    start = MPI_Wtime();
    form->swap(mine, theirs, n, rank);
    if (rank == 0)
        printf("%-10s %zu bytes each way, last value %g: %.3f us\n", form->name,
               (size_t)n * sizeof *mine, theirs[n - 1],
               1e6 * (MPI_Wtime() - start));
    free(mine);
    free(theirs);
}


int main(int argc, char **argv)
{
    int rank, size, ran = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int f = 0; f < FORMS && size == 2; f++) {
        if (argc > 1 ? strcmp(argv[1], forms[f].name) : !forms[f].ends)
            continue;
        measure(&forms[f], argc > 2 ? atoi(argv[2]) : forms[f].doubles, rank);
        ran++;
    }
    if (ran == 0 && rank == 0)
        fprintf(stderr, "usage, on 2 ranks: exchange "
                        "[isend|sequential|stall [DOUBLES]]\n");
    MPI_Finalize();
    return ran == 0;
}
