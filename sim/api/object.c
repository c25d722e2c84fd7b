/*
 * object.c - DR_Send_object and its kin: messages that carry objects.
 *
 * An object travels as one message of MPI_BYTE.  A receive takes whatever comes
 * and makes its buffer then, so that no size travels ahead.
 */
#include "object/codec.h"

#include <stdlib.h>

#include "api/libc.h"
#include "api/operation.h"
#include "api/then.h"
#include "base/text.h"
#include "net/net.h"
#include "object/value.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/wait.h"

void dr_object_freed_twice(const void *site)
{
    if (!dr_running())
        abort();
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = DR_FOUND_INVALID_ARGUMENT,
                            .severity = DR_ERROR,
                            .time_s = dr_net_now(),
                            .rank = dr_world->self->id,
                            .call = "DR_Object_free",
                            .site = site,
                            .message = DR_OBJECT_IS_FREED " before",
                            .advice = "free each object once; what is in an "
                                      "array or a map goes with it"});
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

static int encode(struct dr_comm *comm, const DR_Object *object, char **bytes,
                  size_t *size)
{
    int error = dr_object_encode(object, bytes, size);

    if (error == MPI_ERR_COUNT || error == MPI_ERR_ARG)
        return dr_operation_raise_object(comm, error);
    if (error)
        return dr_raise(comm, error, "memory is short for the object");
    return MPI_SUCCESS;
}

/* A send of encoded bytes, or a receive of any. */
static int prepare(enum dr_operation operation, char *bytes, size_t size,
                   int peer, int tag, MPI_Comm comm,
                   struct dr_request **request)
{
    int error = dr_operation_prepare(
        (struct dr_transfer_arguments){operation, DR_SEND_STANDARD, bytes,
                                       (MPI_Count)size, MPI_BYTE, peer, tag,
                                       comm},
        request);

    if (!error)
        (*request)->grows = operation == DR_RECV;
    return error;
}

static const char *const otherwise =
    "send it by DR_Send_object, or receive it by MPI_Recv";

/* It can be read as an object, here and by chance. */
static void warn_of_luck(const struct dr_request *recv)
{
    const struct dr_call *call = dr_world->self->call;
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text,
                   "a message of %llu byte%s, sent by %s and not as MPI_BYTE, "
                   "is received as an object",
                   (unsigned long long)recv->result.bytes,
                   dr_text_s(recv->result.bytes), recv->sent.call);
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_TYPE_MISMATCH,
                                        .severity = DR_WARNING,
                                        .time_s = dr_net_now(),
                                        .rank = recv->owner->id,
                                        .call = call->name,
                                        .site = call->site,
                                        .message = text.data,
                                        .advice = otherwise,
                                        .related = &recv->sent,
                                        .nrelated = 1});
    dr_text_end(&text);
}

/* The object of a completed receive, or why there is none. */
static int decode(struct dr_request *recv, DR_Object **object)
{
    const struct dr_result *result = &recv->result;
    struct dr_about about = {.advice = otherwise, .related = {recv->sent}};
    struct dr_object_fault fault;

    *object = NULL;
    if (!recv->buffer || result->error || result->cancelled)
        return result->error;
    *object = dr_object_decode(recv->buffer, result->bytes, &fault);
    if (*object && recv->strange)
        warn_of_luck(recv);
    if (*object)
        return MPI_SUCCESS;
    return dr_raise_about(recv->comm, MPI_ERR_TYPE, &about,
                          "the message of %llu byte%s from rank %d with tag %d "
                          "is no object: at byte %zu, %s",
                          (unsigned long long)result->bytes,
                          dr_text_s(result->bytes), result->source, result->tag,
                          fault.at, fault.why);
}

/* Start it and wait for it. */
static int perform(struct dr_request *request)
{
    int error = dr_operation_launch(request);

    if (!error)
        dr_wait_for(request);
    return error;
}

int DR_Send_object(const DR_Object *object, int dest, int tag, MPI_Comm comm)
{
    struct dr_request *request;
    struct dr_comm *found;
    size_t size;
    char *bytes;
    int error;

    DR_DOOR("DR_Send_object", "*pgc", object, dest, tag, comm);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = encode(found, object, &bytes, &size);
    if (error)
        return error;
    error = prepare(DR_SEND, bytes, size, dest, tag, comm, &request);
    if (!error) {
        error = perform(request);
        dr_operation_release(request);
    }
    free(bytes);
    return error;
}

int DR_Recv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                   MPI_Status *status)
{
    struct dr_request *request;
    int error;

    DR_DOOR("DR_Recv_object", "&pgcs", object, source, tag, comm, status);

    error = prepare(DR_RECV, NULL, 0, source, tag, comm, &request);
    if (error)
        return error;
    error = perform(request);
    if (!error) {
        dr_result_store(&request->result, status);
        error = decode(request, object);
    }
    dr_operation_release(request);
    return error;
}

static int free_bytes(struct dr_then *then, MPI_Request *next)
{
    (void)next;
    then->promise->result = then->parts[0]->result;
    free(then->data);
    return MPI_SUCCESS;
}

static int hand_over(struct dr_then *then, MPI_Request *next)
{
    struct dr_request *promise = then->promise;

    (void)next;
    promise->result.bytes = sizeof(DR_Object *);
    dr_hold_fills(promise);
    dr_hold_drop(promise);
    promise->result = then->parts[0]->result;
    return decode(then->parts[0], then->data);
}

/* Start it; `act` is what comes then. */
static int issue(struct dr_request *request,
                 int (*act)(struct dr_then *, MPI_Request *), void *data,
                 MPI_Request *handle)
{
    int error = dr_operation_launch(request);
    struct dr_then *then;

    if (error)
        return error;
    then = dr_then_new(1);
    then->parts[0] = request;
    then->act = act;
    then->data = data;
    *handle = then->promise->handle;
    return MPI_SUCCESS;
}

/* Where the object is to go belongs to the receive. */
static void hold(MPI_Request handle, DR_Object **object)
{
    struct dr_request *promise = dr_request_get(handle);

    dr_hold_add(promise, (struct dr_span){object, sizeof *object, NULL}, true);
    dr_hold_begin(promise);
}

int DR_Isend_object(const DR_Object *object, int dest, int tag, MPI_Comm comm,
                    MPI_Request *request)
{
    struct dr_request *made;
    struct dr_comm *found;
    size_t size;
    char *bytes;
    int error;

    DR_DOOR("DR_Isend_object", "*pgcR", object, dest, tag, comm, request);

    error = dr_check_comm(comm, &found);
    if (!error)
        error = encode(found, object, &bytes, &size);
    if (error)
        return error;
    error = prepare(DR_SEND, bytes, size, dest, tag, comm, &made);
    if (error)
        free(bytes);
    else
        error = issue(made, free_bytes, bytes, request);
    return error;
}

int DR_Irecv_object(DR_Object **object, int source, int tag, MPI_Comm comm,
                    MPI_Request *request)
{
    struct dr_request *made;
    int error;

    DR_DOOR("DR_Irecv_object", "&pgcR", object, source, tag, comm, request);

    error = prepare(DR_RECV, NULL, 0, source, tag, comm, &made);
    if (!error)
        error = issue(made, hand_over, object, request);
    if (!error && made->peer != MPI_PROC_NULL)
        hold(*request, object);
    return error;
}
