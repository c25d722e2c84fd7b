/*
 * waiting.h - arrays of request handles, as wait and test calls take them.
 */
#ifndef DR_API_WAITING_H
#define DR_API_WAITING_H

#include "api/door.h"
#include "core/request.h"

/* The request of a handle; NULL for MPI_REQUEST_NULL.  Raises MPI_ERR_REQUEST
 * for anything else that is no live request of this rank, and for a persistent
 * one that a continuation has taken. */
int dr_waiting_find(MPI_Request handle, struct dr_request **request);

/* The program looks whether it is done: if it is persistent and was never
 * started, that is kept, to be told by dr_waiting_tell_idle() when the request
 * goes without ever having been started.  Waiting for an inactive request is
 * legal, and usual before a first start. */
void dr_waiting_note_idle(struct dr_request *request);
void dr_waiting_tell_idle(const struct dr_request *request);

/* Raise that a request cannot be used so, made as it was: the calls that made
 * and started it have their part in that. */
int dr_waiting_raise(const struct dr_request *request, const char *advice,
                     const char *sentence);

/* Is there anything to wait for behind it?  Null and inactive: no. */
static inline bool dr_waiting_counts(const struct dr_request *request)
{
    return request && request->active;
}

/* A done request was seen: an ordinary one is released and its handle
 * becomes MPI_REQUEST_NULL, a persistent one becomes inactive.  Returns its
 * error class without raising it. */
int dr_waiting_finish(MPI_Request *handle, struct dr_request *request,
                      MPI_Status *status);

/* As above, and raise the error. */
int dr_waiting_finish_one(MPI_Request *handle, struct dr_request *request,
                          MPI_Status *status);

/* The program knows that it is done: it is released, or inactive if it is
 * persistent. */
void dr_waiting_retire(struct dr_request *request);

/* The program gives its handle up, done or not (MPI_Request_free). */
void dr_waiting_forget(MPI_Request *handle, struct dr_request *request);

/* The requests of an array, resolved; small arrays cost no allocation. */
enum {
    DR_WAITING_INLINE = 32
};

struct dr_waiting {
    int count;
    int active;                /* of them, neither null nor inactive */
    struct dr_request **found; /* by position, NULL for MPI_REQUEST_NULL */
    struct dr_request **ready; /* room for `count`: only the active ones */
    struct dr_request *inlined[2 * DR_WAITING_INLINE];
};

/* Resolve; raises for a bad count or handle, and then holds nothing. */
int dr_waiting_begin(struct dr_waiting *waiting, int count,
                     const MPI_Request handles[]);
void dr_waiting_end(struct dr_waiting *waiting);

#endif
