/*
 * request.c - an operation under way: a send, a receive, a collective.
 */
#include "core/request.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct dr_request *dr_request_new(enum dr_operation operation)
{
    struct dr_request *request = dr_pool_take(&dr_world->requests);

    memset(request, 0, sizeof *request);
    request->operation = operation;
    request->owner = dr_world->self;
    return request;
}

void dr_request_release(struct dr_request *request)
{
    if (request->handle)
        dr_handle_free(&request->owner->handles, (uintptr_t)request->handle);
    if (request->type && !request->type->predefined)
        dr_datatype_release(request->type);
    if (request->comm)
        dr_comm_release(request->comm);
    if (request->grows)
        free(request->buffer);
    free(request->general);
    free(request->why);
    dr_pool_give(&dr_world->requests, request);
}

MPI_Request dr_request_publish(struct dr_request *request)
{
    request->handle = (MPI_Request)dr_handle_new(&request->owner->handles,
                                                 DR_KIND_REQUEST, request);
    return request->handle;
}

struct dr_request *dr_request_get(MPI_Request handle)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_REQUEST,
                         (uintptr_t)handle);
}


/* The private half of MPI_Status: byte count in two words, then flags,
 * then a mark. */
enum {
    COUNT_LOW,
    COUNT_HIGH,
    FLAGS,
    MARK
};

void dr_status_set(MPI_Status *status, uint64_t bytes, bool cancelled)
{
    status->MPI_internal[COUNT_LOW] = (int)(uint32_t)bytes;
    status->MPI_internal[COUNT_HIGH] = (int)(uint32_t)(bytes >> 32);
    status->MPI_internal[FLAGS] = cancelled;
    status->MPI_internal[MARK] = 0;
}

void dr_status_mark(MPI_Status *status, uint32_t mark)
{
    status->MPI_internal[MARK] = (int)mark;
}

uint32_t dr_status_marked(const MPI_Status *status)
{
    return (uint32_t)status->MPI_internal[MARK];
}

uint64_t dr_status_bytes(const MPI_Status *status)
{
    return (uint32_t)status->MPI_internal[COUNT_LOW] |
           (uint64_t)(uint32_t)status->MPI_internal[COUNT_HIGH] << 32;
}

bool dr_status_cancelled(const MPI_Status *status)
{
    return status->MPI_internal[FLAGS] & 1;
}

void dr_result_store(const struct dr_result *result, MPI_Status *status)
{
    if (status == MPI_STATUS_IGNORE)
        return;
    status->MPI_SOURCE = result->source;
    status->MPI_TAG = result->tag;
    dr_status_set(status, result->bytes, result->cancelled);
}

struct dr_result dr_result_proc_null(void)
{
    return (struct dr_result){.source = MPI_PROC_NULL, .tag = MPI_ANY_TAG};
}

struct dr_result dr_result_empty(void)
{
    return (struct dr_result){.source = MPI_ANY_SOURCE, .tag = MPI_ANY_TAG};
}
