/*
 * waiting.c - arrays of request handles, as wait and test calls take them.
 */
#include "api/waiting.h"

#include <stdlib.h>

#include "api/general.h"
#include "api/operation.h"
#include "base/memory.h"
#include "p2p/hold.h"
#include "p2p/operation.h"

int dr_waiting_find(MPI_Request handle, struct dr_request **request)
{
    *request = NULL;
    if (handle == MPI_REQUEST_NULL)
        return MPI_SUCCESS;
    *request = dr_request_get(handle);
    if (*request)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, handle,
                           "the request");
}

static void retire(MPI_Request *handle, struct dr_request *request)
{
    dr_hold_end(request);
    if (request->persistent) {
        dr_operation_learnt(request);
        request->active = false;
        request->done = false;
    } else {
        dr_operation_release(request);
        *handle = MPI_REQUEST_NULL;
    }
}

int dr_waiting_finish(MPI_Request *handle, struct dr_request *request,
                      MPI_Status *status)
{
    int error = request->result.error;

    dr_result_store(&request->result, status);
    retire(handle, request);
    return error;
}

int dr_waiting_finish_one(MPI_Request *handle, struct dr_request *request,
                          MPI_Status *status)
{
    int error;

    dr_general_end(request);
    dr_result_store(&request->result, status);
    error = dr_operation_raise(request);
    retire(handle, request);
    return error;
}

void dr_waiting_forget(MPI_Request *handle, struct dr_request *request)
{
    if (request->active && !request->done) {
        dr_operation_detach(request);
    } else {
        request->recorded = 0; /* nobody asks whether it is done */
        dr_operation_release(request);
    }
    *handle = MPI_REQUEST_NULL;
}

int dr_waiting_begin(struct dr_waiting *waiting, int count,
                     const MPI_Request handles[])
{
    int error = MPI_SUCCESS;

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %d", count);
    waiting->count = count;
    waiting->active = 0;
    waiting->found = waiting->inlined;
    if (count > DR_WAITING_INLINE)
        waiting->found = dr_alloc(2 * (size_t)count * sizeof *waiting->found);
    waiting->ready = waiting->found + count;
    for (int i = 0; i < count && !error; i++) {
        error = dr_waiting_find(handles[i], &waiting->found[i]);
        if (!error && dr_waiting_counts(waiting->found[i]))
            waiting->ready[waiting->active++] = waiting->found[i];
    }
    if (error)
        dr_waiting_end(waiting);
    return error;
}

void dr_waiting_end(struct dr_waiting *waiting)
{
    if (waiting->found != waiting->inlined)
        free(waiting->found);
}
