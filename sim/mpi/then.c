/*
 * then.c - DR_Then and DR_Then_all on a real MPI.
 */
#include "then.h"

#include <stdlib.h>

static struct promise *first;

int dr_promises_left(void)
{
    return first != NULL;
}

static int query(void *extra_state, MPI_Status *status)
{
    const struct promise *promise = extra_state;
    int bytes = 0;

    PMPI_Get_count(&promise->result, MPI_BYTE, &bytes);
    PMPI_Status_set_elements(status, MPI_BYTE, bytes);
    PMPI_Status_set_cancelled(status, 0);
    status->MPI_SOURCE = promise->result.MPI_SOURCE;
    status->MPI_TAG = promise->result.MPI_TAG;
    return promise->error;
}

static void release(struct promise *promise)
{
    free(promise->parts);
    free(promise->statuses);
    free(promise);
}

/* The program has no handle any more.  Some MPIs say so before the request is
 * complete, others only then. */
static int forget(void *extra_state)
{
    struct promise *promise = extra_state;

    promise->forgotten = 1;
    if (promise->over)
        release(promise);
    return MPI_SUCCESS;
}

/* Completing it may end in forget(). */
static void keep(struct promise *promise)
{
    int forgotten = promise->forgotten;

    promise->over = 1;
    PMPI_Grequest_complete(promise->handle);
    if (forgotten)
        release(promise);
}

/* What is under way goes on. */
static int cancel(void *extra_state, int complete)
{
    (void)extra_state;
    (void)complete;
    return MPI_SUCCESS;
}

static void append(struct promise *promise)
{
    struct promise **at = &first;

    while (*at)
        at = &(*at)->next;
    promise->next = NULL;
    *at = promise;
}

/* All parts are complete; their statuses carry their errors. */
static int parts_are_done(struct promise *promise)
{
    int done = 0, error;

    if (promise->count == 1) {
        error = PMPI_Test(promise->parts, &done, promise->statuses);
        promise->statuses[0].MPI_ERROR = error;
        return done || error;
    }
    error =
        PMPI_Testall(promise->count, promise->parts, &done, promise->statuses);
    for (int i = 0; i < promise->count && done && !error; i++)
        promise->statuses[i].MPI_ERROR = MPI_SUCCESS;
    return done || error;
}

static MPI_Status empty_status(void)
{
    MPI_Request none = MPI_REQUEST_NULL;
    MPI_Status status;
    int flag;

    PMPI_Test(&none, &flag, &status);
    return status;
}

struct promise *dr_promise_new(int count)
{
    struct promise *promise = calloc(1, sizeof *promise);
    size_t room = (size_t)count + 1;

    promise->parts = malloc(room * sizeof *promise->parts);
    promise->statuses = malloc(room * sizeof *promise->statuses);
    for (size_t i = 0; i < room; i++)
        promise->parts[i] = MPI_REQUEST_NULL;
    promise->count = count;
    promise->ready = parts_are_done;
    promise->result = empty_status();
    PMPI_Grequest_start(query, forget, cancel, promise, &promise->handle);
    append(promise);
    return promise;
}

static int follow(struct promise *promise, MPI_Request *next)
{
    (void)next;
    promise->result = promise->statuses[0];
    return promise->statuses[0].MPI_ERROR;
}

static void run(struct promise *promise)
{
    MPI_Request next = MPI_REQUEST_NULL;

    promise->error = promise->act(promise, &next);
    if (promise->error || next == MPI_REQUEST_NULL) {
        keep(promise);
        return;
    }
    promise->count = 1;
    promise->parts[0] = next;
    promise->ready = parts_are_done;
    promise->act = follow;
    append(promise);
}

/* A callback may attach and wait: from the beginning after each. */
void dr_promises_progress(void)
{
    struct promise **at = &first;

    while (*at) {
        struct promise *promise = *at;

        if (promise->ready(promise)) {
            *at = promise->next;
            run(promise);
            at = &first;
        } else {
            at = &promise->next;
        }
    }
}

static int call_back(struct promise *promise, MPI_Request *next)
{
    return promise->callback(promise->statuses, promise->data, next);
}

static int refuse(int error)
{
    PMPI_Comm_call_errhandler(MPI_COMM_WORLD, error);
    return error;
}

/* Testing makes a persistent request inactive; the program has copies of its
 * handle. */
int DR_Then_all(int count, MPI_Request requests[], DR_Then_function *callback,
                void *data, MPI_Request *request)
{
    struct promise *promise;

    if (count < 0)
        return refuse(MPI_ERR_COUNT);
    if (!callback)
        return refuse(MPI_ERR_ARG);
    promise = dr_promise_new(count);
    for (int i = 0; i < count; i++) {
        promise->parts[i] = requests[i];
        requests[i] = MPI_REQUEST_NULL;
    }
    promise->statuses[0] = empty_status();
    promise->act = call_back;
    promise->callback = callback;
    promise->data = data;
    *request = promise->handle;
    return MPI_SUCCESS;
}

int DR_Then(MPI_Request *request, DR_Then_function *callback, void *data)
{
    MPI_Request part = *request;
    int error = DR_Then_all(1, &part, callback, data, &part);

    if (!error)
        *request = part;
    return error;
}
