/*
 * then.h - continuations on a real MPI.
 *
 * A continuation is a generalized request, which progress() completes: it is
 * called by the wait and test functions, defined in wait.c over their PMPI_
 * names, and by nothing else.
 */
#ifndef DR_MPI_THEN_H
#define DR_MPI_THEN_H

#include "dryrun.h"

struct promise {
    struct promise *next; /* among those that have not run, oldest first */
    MPI_Request handle;   /* what the program has of it */
    /* Look whether it is time; true if the rest may run. */
    int (*ready)(struct promise *promise);
    /* Returns an error class, and perhaps what is to be waited for first. */
    int (*act)(struct promise *promise, MPI_Request *next_request);
    DR_Then_function *callback;
    void *data;
    MPI_Status result;
    int over, forgotten; /* it has run; the program has no handle */
    int error;
    int count;
    MPI_Request *parts; /* with their statuses */
    MPI_Status *statuses;
    /* Of an object's receive. */
    int source, tag;
    MPI_Comm comm;
    char *bytes;
    size_t size;
};

/* A promise of `count` parts, all MPI_REQUEST_NULL, that waits for them; last
 * in the list.  It frees itself once the program has no handle any more. */
struct promise *dr_promise_new(int count);

/* Are there any that have not run? */
int dr_promises_left(void);

/* Run what is ready. */
void dr_promises_progress(void);

#endif
