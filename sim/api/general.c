/*
 * general.c - MPI_Grequest_start, MPI_Grequest_complete and the callbacks of
 * generalized requests (MPI 3.1, section 12.2).
 */
#include "api/general.h"

#include "api/operation.h"
#include "api/waiting.h"
#include "base/memory.h"
#include "p2p/operation.h"

int dr_general_query(struct dr_request *request)
{
    const struct dr_general *general = request->general;
    struct dr_result empty = dr_result_empty();
    MPI_Status status = {.MPI_ERROR = MPI_SUCCESS};

    dr_request_land(request);
    if (!general)
        return MPI_SUCCESS;
    dr_result_store(&empty, &status);
    request->result.error = general->query(general->extra_state, &status);
    request->result.source = status.MPI_SOURCE;
    request->result.tag = status.MPI_TAG;
    request->result.bytes = dr_status_bytes(&status);
    request->result.cancelled = dr_status_cancelled(&status);
    return request->result.error;
}

static int free_state(const struct dr_general *general)
{
    return general->free(general->extra_state);
}

void dr_general_end(struct dr_request *request)
{
    int error;

    dr_request_land(request);
    if (!request->general)
        return;
    dr_general_query(request);
    error = free_state(request->general);
    if (error)
        request->result.error = error;
}

/* Nobody has the handle any more, and it is done. */
static int end_freed(struct dr_request *request)
{
    int error = free_state(request->general);

    dr_operation_release(request);
    if (error)
        return dr_raise(NULL, error,
                        "free_fn of the generalized request returned %d",
                        error);
    return MPI_SUCCESS;
}

int dr_general_forget(MPI_Request *handle, struct dr_request *request)
{
    if (request->detached)
        return dr_raise(NULL, MPI_ERR_REQUEST,
                        "the request has been completed or freed before");
    *handle = MPI_REQUEST_NULL;
    if (request->done)
        return end_freed(request);
    request->detached = true;
    return MPI_SUCCESS;
}

int dr_general_cancel(struct dr_request *request)
{
    const struct dr_general *general = request->general;
    int error = general->cancel(general->extra_state, request->done);

    if (error)
        return dr_raise(NULL, error,
                        "cancel_fn of the generalized request returned %d",
                        error);
    return MPI_SUCCESS;
}

int PMPI_Grequest_start(MPI_Grequest_query_function *query_fn,
                        MPI_Grequest_free_function *free_fn,
                        MPI_Grequest_cancel_function *cancel_fn,
                        void *extra_state, MPI_Request *request)
{
    struct dr_request *made;

    DR_DOOR("MPI_Grequest_start", "****&", query_fn, free_fn, cancel_fn,
            extra_state, request);

    if (!query_fn || !free_fn || !cancel_fn)
        return dr_raise(NULL, MPI_ERR_ARG, "%s is NULL",
                        !query_fn  ? "query_fn"
                        : !free_fn ? "free_fn"
                                   : "cancel_fn");
    if (!request)
        return dr_raise(NULL, MPI_ERR_ARG, "request is NULL");
    made = dr_request_new(DR_GENERAL);
    made->general = dr_zalloc(1, sizeof *made->general);
    *made->general =
        (struct dr_general){query_fn, free_fn, cancel_fn, extra_state};
    /* Its errors go to the handler of MPI_COMM_WORLD. */
    made->comm = dr_comm_hold(made->owner->comm_world);
    made->peer = MPI_PROC_NULL;
    made->active = true;
    made->call = dr_call_.name;
    made->site = dr_call_.site;
    *request = dr_request_publish(made);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Grequest_start,
         (MPI_Grequest_query_function *, MPI_Grequest_free_function *,
          MPI_Grequest_cancel_function *, void *, MPI_Request *))

int PMPI_Grequest_complete(MPI_Request request)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Grequest_complete", "r", request);

    error = dr_waiting_find(request, &found);
    if (error)
        return error;
    if (!found)
        return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, request,
                               "the request to complete");
    if (!found->general)
        return dr_waiting_raise(found,
                                "complete only what MPI_Grequest_start made",
                                "completion of a request that is no "
                                "generalized one");
    if (found->done)
        return dr_waiting_raise(found, "complete it once",
                                "completion of a generalized request that is "
                                "complete");
    found->done = true;
    dr_moves_forget(found->owner->port);
    return found->detached ? end_freed(found) : MPI_SUCCESS;
}
DR_ALIAS(int, Grequest_complete, (MPI_Request))
