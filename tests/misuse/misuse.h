/*
 * misuse.h - programs that are wrong and right ones that differ in one place.
 *
 *     program CASE wrong      MPI forbids it, and it must be found
 *     program CASE right      nothing is found
 *
 * A case is a function; EITHER() is where the two differ.
 */
#ifndef TESTS_MISUSE_MISUSE_H
#define TESTS_MISUSE_MISUSE_H

#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int wrong, me, nranks;
static const char *which;
static int a[64], b[64], c[64];
static const int ones[64] = {1, 1, 1, 1}, steps[64] = {0, 1, 2, 3};

#define EITHER(bad, good) (wrong ? (bad) : (good))
#define CASE(name)        if (!strcmp(which, #name))
#define WORLD             MPI_COMM_WORLD
#define NOBODY            MPI_PROC_NULL
#define IGNORE            MPI_STATUS_IGNORE

static void cases(void);

int main(int argc, char **argv)
{
    which = argv[1];
    wrong = !strcmp(argv[2], "wrong");
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(WORLD, &me);
    MPI_Comm_size(WORLD, &nranks);
    cases();
    MPI_Finalize();
    return 0;
}

#endif
