/*
 * expect.h - a test program states facts and ends with "ok".
 *
 * Plain MPI, so that a real MPI can be asked whether a fact is one.
 */
#ifndef DR_TESTS_EXPECT_H
#define DR_TESTS_EXPECT_H

#include <mpi.h>
#include <stdio.h>

/* End everything with status 1 unless the fact holds. */
#define EXPECT(fact)                                                           \
    ((fact) ? (void)0 : expect_failed(__FILE__, __LINE__, #fact))

/* The same for what the standard leaves open, or what Open MPI 4.1 or MPICH 4.0
 * get wrong: asked of Dryrun only. */
#ifdef MPI_ABI_VERSION
#define EXPECT_HERE(fact) EXPECT(fact)
#else
#define EXPECT_HERE(fact) (void)0
#endif

static inline void expect_failed(const char *file, int line, const char *fact)
{
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    fprintf(stderr, "%s:%d: rank %d: not so: %s\n", file, line, rank, fact);
    MPI_Abort(MPI_COMM_WORLD, 1);
}

/* Start MPI on exactly `ranks` ranks; returns the caller's rank. */
static inline int expect_start(int *argc, char ***argv, int ranks)
{
    int rank, size;

    MPI_Init(argc, argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (size != ranks) {
        fprintf(stderr, "this test runs on %d ranks, not on %d\n", ranks, size);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    return rank;
}

/* All facts held on all ranks; what main returns. */
static inline int expect_end(void)
{
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0)
        puts("ok");
    MPI_Finalize();
    return 0;
}

/* The class of an error code. */
static inline int expect_class(int code)
{
    int class = -1;

    MPI_Error_class(code, &class);
    return class;
}

/* A status as MPI-3.1, section 3.7.3 calls it empty. */
static inline int expect_empty(const MPI_Status *status)
{
    int count, cancelled;

    MPI_Get_count(status, MPI_BYTE, &count);
    MPI_Test_cancelled(status, &cancelled);
    return status->MPI_SOURCE == MPI_ANY_SOURCE &&
           status->MPI_TAG == MPI_ANY_TAG && count == 0 && !cancelled;
}

/* Wait until the other rank of a pair comes here too. */
static inline void expect_meet(int other)
{
    MPI_Sendrecv(NULL, 0, MPI_INT, other, 999, NULL, 0, MPI_INT, other, 999,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

#endif
