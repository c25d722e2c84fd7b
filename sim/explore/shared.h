/*
 * shared.h - what the supervisor and all branches of an exploration share.
 *
 * One anonymous shared mapping, so that it survives every fork; counters are
 * atomic.  Branches tell of schedules through a socket that keeps messages
 * apart, which ends when the last branch has.
 */
#ifndef DR_EXPLORE_SHARED_H
#define DR_EXPLORE_SHARED_H

#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Why an exploration did not see everything: bits. */
enum {
    DR_BOUND_COUNT = 1,
    DR_BOUND_DEPTH = 2,
    DR_BOUND_TIME = 4,
    DR_BOUND_MEMORY = 8,
    DR_BOUND_INTERRUPT = 16,
    DR_BOUND_SETS = 32,     /* that MPI_Waitsome may return */
    DR_BOUND_TURNS = 64,    /* of those who asked for a lock at other times */
    DR_BOUND_UPDATES = 128, /* of windows, that return what was there */
};

/* The bound if none is given. */
enum {
    DR_TRIES = 100000
};

/* All schedules together weigh this much. */
#define DR_WHOLE_TREE (1LL << 50)

struct dr_bounds {
    long schedules;  /* at most so many */
    int depth;       /* choices in one schedule */
    double seconds;  /* of the user's time; 0: none */
    long megabytes;  /* of all branches together */
    int jobs;        /* branches that run at once */
    bool no_pruning; /* also schedules that are equal to others */
};

struct dr_shared {
    struct dr_bounds bounds;
    double started;        /* of CLOCK_MONOTONIC, seconds */
    atomic_long schedules; /* finished */
    atomic_long pruned;    /* given up as equal to others */
    atomic_long cut;       /* given up because of a bound */
    atomic_long lost;      /* branches that were killed */
    atomic_long pages;     /* of memory that branches have for themselves */
    atomic_int bounded;    /* DR_BOUND_... */
    atomic_int impatient;  /* a look could have been refused again */
    atomic_int stop;       /* the user wants to see the end */
    atomic_int deepest;    /* choices in the longest schedule so far */
    atomic_llong explored; /* part of the tree seen, of DR_WHOLE_TREE */
    sem_t idle;            /* jobs that nobody has */
};

/* Map and initialise; NULL with errno if the system has no room. */
struct dr_shared *dr_shared_new(const struct dr_bounds *bounds);

/* Seconds since the exploration began, for its time bound only. */
double dr_shared_elapsed(const struct dr_shared *shared);

#endif
