/*
 * mutant.h - what mutants call; included before the program.
 *
 * The number of the mutant is in the environment: 0, or none, is the program
 * itself.  That a mutant did something else than the program goes to
 * descriptor 9, a byte a time.
 */
#ifndef TESTS_MUTATE_MUTANT_H
#define TESTS_MUTATE_MUTANT_H

#include <mpi.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline int mutant_number(void)
{
    static int number = -1;

    if (number < 0)
        number = getenv("MUTANT") ? atoi(getenv("MUTANT")) : 0;
    return number;
}

static inline void mutant_is_reached(void)
{
    static int told;

    if (!told++)
        (void)!write(9, "!", 1);
}

static inline int mutant_rank(void)
{
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

/* The next rank; wildcards and MPI_PROC_NULL stay. */
static inline int mutant_other(int rank, MPI_Comm comm)
{
    int size;

    MPI_Comm_size(comm, &size);
    return rank < 0 ? rank : (rank + 1) % size;
}

static inline int mutant_size(MPI_Comm comm)
{
    int size;

    MPI_Comm_size(comm, &size);
    return size;
}

/* One of another kind, but of the same size. */
static inline MPI_Datatype mutant_type(MPI_Datatype type)
{
    if (type == MPI_INT)
        return MPI_FLOAT;
    if (type == MPI_FLOAT)
        return MPI_INT;
    if (type == MPI_DOUBLE)
        return MPI_LONG;
    if (type == MPI_LONG || type == MPI_LONG_LONG)
        return MPI_DOUBLE;
    return type;
}

static inline MPI_Datatype mutant_uncommitted(MPI_Datatype type)
{
    static MPI_Datatype made = MPI_DATATYPE_NULL;

    if (made == MPI_DATATYPE_NULL)
        MPI_Type_contiguous(1, type, &made);
    return made;
}

static inline MPI_Datatype mutant_freed_type(void)
{
    static MPI_Datatype kept = MPI_DATATYPE_NULL;
    MPI_Datatype made;

    if (kept == MPI_DATATYPE_NULL) {
        MPI_Type_contiguous(1, MPI_INT, &made);
        MPI_Type_commit(&made);
        kept = made;
        MPI_Type_free(&made);
    }
    return kept;
}

static inline MPI_Comm mutant_freed_comm(void)
{
    static MPI_Comm kept = MPI_COMM_NULL;
    MPI_Comm made;

    if (kept == MPI_COMM_NULL) {
        MPI_Comm_dup(MPI_COMM_SELF, &made);
        kept = made;
        MPI_Comm_free(&made);
    }
    return kept;
}

static inline MPI_Op mutant_op(MPI_Op op)
{
    return op == MPI_MAX ? MPI_MIN : MPI_MAX;
}

/* Something to put and to get into. */
static int mutant_one = 1;

/* Look at the first byte, or change it: at the line of the mutant. */
#define mutant_is_memory(buffer) ((buffer) && (buffer) != MPI_IN_PLACE)
#define mutant_read(buffer)                                                    \
    do {                                                                       \
        if (mutant_is_memory(buffer))                                          \
            (void)*(const volatile unsigned char *)(buffer);                   \
    } while (0)
#define mutant_write(buffer)                                                   \
    do {                                                                       \
        if (mutant_is_memory(buffer))                                          \
            ++*(unsigned char *)(size_t)(buffer);                              \
    } while (0)

#endif
