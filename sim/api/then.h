/*
 * then.h - continuations: what happens once requests are done.
 *
 * A rank's continuations that have not run stand in a list, oldest first.  Each
 * holds the requests it waits for, its parts, and has a request of its own, the
 * promise, which the program waits for.  Whenever the program waits or tests,
 * the parts of all are waited for too, and what is ready runs.
 */
#ifndef DR_API_THEN_H
#define DR_API_THEN_H

#include "core/request.h"
#include "include/dryrun.h"
#include "p2p/wait.h"

struct dr_then {
    struct dr_link link; /* among the rank's */
    struct dr_request *promise;
    struct dr_related made; /* DR_Then, or its like, that attached it */
    /* Once all parts are done; they still hold their results.  Returns an
     * error class for the promise, or what is to be done before it is over. */
    int (*act)(struct dr_then *then, MPI_Request *next);
    DR_Then_function *callback; /* of the program, until it has run */
    void *data;
    int count;
    struct dr_request *parts[]; /* NULL for MPI_REQUEST_NULL,
                                   and once they are released */
};

/* A continuation of the running rank for `count` parts, to be filled in; it is
 * the parts' owner, and its promise has a handle. */
struct dr_then *dr_then_new(int count);

/* Are all parts done?  One that is inactive counts as done. */
bool dr_then_ready(const struct dr_then *then);

/* dr_wait_all() and dr_wait_pick() for requests of the program: continuations
 * run meanwhile. */
void dr_then_wait_all(struct dr_request **requests, int count);
int dr_then_pick(struct dr_request **requests, int count, enum dr_pick pick);

/* Wait until all continuations of the running rank have run. */
void dr_then_drain(void);

#endif
