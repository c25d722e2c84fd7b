/*
 * waiting.c - arrays of request handles, as wait and test calls take them.
 */
#include "api/waiting.h"

#include <stdio.h>
#include <stdlib.h>

#include "api/file_tell.h"
#include "api/general.h"
#include "api/operation.h"
#include "api/then.h"
#include "base/memory.h"
#include "net/net.h"
#include "p2p/hold.h"
#include "p2p/operation.h"

/* A persistent request that a continuation has taken, whose copy is given. */
static int refuse_taken(const struct dr_request *request)
{
    const struct dr_then *then = request->waits_in;
    struct dr_about about = {
        .advice = "use the request of the continuation instead, until its "
                  "callback runs",
        .related = {then->made,
                    {request->owner->id, request->call, request->site}}};

    return dr_raise_about(request->comm, MPI_ERR_REQUEST, &about,
                          "the request, made by %s, belongs to a continuation "
                          "whose callback has not run",
                          request->call);
}

int dr_waiting_find(MPI_Request handle, struct dr_request **request)
{
    *request = NULL;
    if (handle == MPI_REQUEST_NULL)
        return MPI_SUCCESS;
    *request = dr_request_get(handle);
    if (*request && (*request)->persistent && (*request)->waits_in)
        return refuse_taken(*request);
    if (*request)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_REQUEST, handle,
                           "the request");
}

void dr_waiting_note_idle(struct dr_request *request)
{
    const struct dr_call *call = dr_world->self->call;

    if (!request->persistent || request->start_call || request->idle_call)
        return;
    request->idle_call = call->name;
    request->idle_site = call->site;
}

void dr_waiting_tell_idle(const struct dr_request *request)
{
    struct dr_related made = {request->owner->id, request->call, request->site};

    if (!request->idle_call || request->start_call)
        return;
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_REQUEST_MISUSE,
            .severity = DR_WARNING,
            .time_s = dr_net_now(),
            .rank = request->owner->id,
            .call = request->idle_call,
            .site = request->idle_site,
            .message = "waited for a persistent request that was never started",
            .advice = "call MPI_Start or MPI_Startall before",
            .related = &made,
            .nrelated = 1});
}

int dr_waiting_raise(const struct dr_request *request, const char *advice,
                     const char *sentence)
{
    struct dr_related made = {request->owner->id, request->call, request->site};
    struct dr_related started = {request->owner->id, request->start_call,
                                 request->start_site};
    bool told = request->active && request->persistent && request->start_call;
    struct dr_about about = {.advice = advice,
                             .related = {told ? started : made}};

    if (told)
        about.related[1] = made;
    return dr_raise_about(request->comm, MPI_ERR_REQUEST, &about,
                          "%s, made by %s", sentence, request->call);
}

void dr_waiting_retire(struct dr_request *request)
{
    dr_hold_end(request);
    if (request->persistent) {
        dr_operation_learnt(request);
        request->active = false;
        request->done = false;
    } else {
        dr_operation_release(request);
    }
}

static void retire(MPI_Request *handle, struct dr_request *request,
                   MPI_Status *status)
{
    if (request->file)
        dr_file_tell_end(request, status);
    if (!request->persistent)
        *handle = MPI_REQUEST_NULL;
    dr_waiting_retire(request);
}

int dr_waiting_finish(MPI_Request *handle, struct dr_request *request,
                      MPI_Status *status)
{
    int error = request->result.error;

    dr_result_store(&request->result, status);
    retire(handle, request, status);
    return error;
}

int dr_waiting_finish_one(MPI_Request *handle, struct dr_request *request,
                          MPI_Status *status)
{
    int error;

    dr_general_end(request);
    dr_result_store(&request->result, status);
    error = dr_operation_raise(request);
    retire(handle, request, status);
    return error;
}

/* MPI 3.1, section 3.7.3: "an active receive request should never be freed". */
static void warn_of_receive(const struct dr_request *request)
{
    struct dr_related made = {request->owner->id, request->call, request->site};
    const struct dr_call *call = dr_world->self->call;

    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_REQUEST_MISUSE,
            .severity = DR_WARNING,
            .time_s = dr_net_now(),
            .rank = request->owner->id,
            .call = call->name,
            .site = call->site,
            .message = "freed a receive that is active: nothing tells when its "
                       "data is there",
            .advice = "complete it, as with MPI_Wait",
            .related = &made,
            .nrelated = 1});
}

void dr_waiting_forget(MPI_Request *handle, struct dr_request *request)
{
    dr_waiting_tell_idle(request);
    if (request->active && !request->done && request->operation == DR_RECV)
        warn_of_receive(request);
    if (request->active && !request->done) {
        dr_operation_detach(request);
    } else if (request->file) {
        dr_file_freed(request);
    } else {
        request->recorded = 0; /* nobody asks whether it is done */
        dr_operation_release(request);
    }
    *handle = MPI_REQUEST_NULL;
}

/* The array's first would complete it, and the second handle stand for nothing.
 * A persistent request outlives that. */
static int find_distinct(struct dr_waiting *waiting, int entry,
                         MPI_Request handle)
{
    struct dr_request **found = &waiting->found[entry];
    int error = dr_waiting_find(handle, found);
    char sentence[80];

    if (error || !*found)
        return error;
    if (!(*found)->persistent && (*found)->entry < entry &&
        waiting->found[(*found)->entry] == *found) {
        snprintf(sentence, sizeof sentence,
                 "entries %d and %d of the array are the same request",
                 (*found)->entry, entry);
        return dr_waiting_raise(
            *found, "give every request once, and keep no copies of handles",
            sentence);
    }
    (*found)->entry = entry;
    return MPI_SUCCESS;
}

int dr_waiting_begin(struct dr_waiting *waiting, int count,
                     const MPI_Request handles[])
{
    int error = MPI_SUCCESS;

    if (count < 0)
        return dr_raise(NULL, MPI_ERR_COUNT, "the count is %d", count);
    if (count > 0 && !handles)
        return dr_raise_null("array_of_requests");
    waiting->count = count;
    waiting->active = 0;
    waiting->found = waiting->inlined;
    if (count > DR_WAITING_INLINE)
        waiting->found = dr_alloc(2 * (size_t)count * sizeof *waiting->found);
    waiting->ready = waiting->found + count;
    for (int i = 0; i < count && !error; i++) {
        error = find_distinct(waiting, i, handles[i]);
        if (error || !waiting->found[i])
            continue;
        if (dr_waiting_counts(waiting->found[i]))
            waiting->ready[waiting->active++] = waiting->found[i];
        else
            dr_waiting_note_idle(waiting->found[i]);
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
