/*
 * operation.c - from the arguments of a call to a request, and back.
 */
#include "api/operation.h"

#include "api/apart.h"
#include "api/file_door.h"
#include "base/text.h"
#include "core/errors.h"
#include "object/codec.h"
#include "p2p/buffer.h"
#include "p2p/hold.h"
#include "p2p/operation.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

static int check(const struct dr_transfer_arguments *a, struct dr_comm **comm,
                 const struct dr_datatype **type)
{
    bool receives = a->operation == DR_RECV;
    int error = dr_check_comm(a->comm, comm);

    if (!error)
        error = dr_check_type(*comm, a->type, type);
    if (!error)
        error = dr_check_buffer(*comm, a->buffer, a->count, *type);
    if (!error && receives)
        error = dr_check_receive(*comm, a->count, *type);
    if (!error)
        error = dr_check_rank(*comm, a->peer, receives);
    if (!error)
        error = dr_check_tag(*comm, a->tag, receives);
    return error;
}

int dr_operation_prepare(struct dr_transfer_arguments arguments,
                         struct dr_request **request)
{
    const struct dr_datatype *type;
    struct dr_comm *comm;
    struct dr_request *made;
    int error = check(&arguments, &comm, &type);

    *request = NULL;
    if (error)
        return error;
    made = dr_request_new(arguments.operation);
    made->mode = arguments.mode;
    made->comm = dr_comm_hold(comm);
    made->context = comm->circle->context;
    made->peer = arguments.peer;
    made->tag = arguments.tag;
    made->buffer = (void *)(uintptr_t)arguments.buffer;
    made->count = (uint64_t)arguments.count;
    made->type = type->predefined ? type : dr_datatype_hold(type);
    made->typed = true;
    made->call = dr_world->self->call->name;
    made->site = dr_world->self->call->site;
    *request = made;
    return MPI_SUCCESS;
}

static int raise_no_room(struct dr_comm *comm, const struct dr_port *port,
                         uint64_t bytes)
{
    struct dr_about about = {
        .advice = "attach, with MPI_Buffer_attach, as much as all messages "
                  "need that can be under way: for each its bytes and "
                  "MPI_BSEND_OVERHEAD",
        .related = {
            {dr_world->self->id, port->buffer_call, port->buffer_site}}};

    return dr_raise_about(
        comm, MPI_ERR_BUFFER, &about,
        "a message of %llu byte%s needs %llu of the attached buffer, where "
        "%llu of %llu are free",
        (unsigned long long)bytes, dr_text_s(bytes),
        (unsigned long long)bytes + MPI_BSEND_OVERHEAD,
        (unsigned long long)(port->buffer_size - port->buffer_used),
        (unsigned long long)port->buffer_size);
}

int dr_operation_launch(struct dr_request *request)
{
    const struct dr_port *port = request->owner->port;
    uint64_t bytes;

    if (request->operation == DR_COLLECTIVE) {
        dr_schedule_run(request);
        return MPI_SUCCESS;
    }
    bytes = request->count * request->type->size;
    if (request->operation == DR_SEND && request->mode == DR_SEND_BUFFERED &&
        request->peer != MPI_PROC_NULL && !dr_buffer_fits(port, bytes))
        return raise_no_room(request->comm, port, bytes);
    dr_operation_start(request);
    return MPI_SUCCESS;
}

/* The receive and its send have their part in a truncation; the receive is
 * told if it is not the call that fails. */
static struct dr_about about_truncation(const struct dr_request *request)
{
    struct dr_related made = {request->owner->id, request->call, request->site};
    struct dr_about about = {.kind = MPI_ERR_TRUNCATE};
    int told = 0;

    if (request->site != dr_world->self->call->site)
        about.related[told++] = made;
    about.related[told] = request->sent;
    return about;
}

static int raise_truncation(const struct dr_request *request, int error)
{
    const struct dr_result *result = &request->result;
    struct dr_about about = about_truncation(request);
    bool tagged = request->operation != DR_COLLECTIVE;
    struct dr_text tag = DR_TEXT_EMPTY;

    if (tagged)
        dr_text_printf(&tag, "%s with tag %d",
                       dr_comm_inter(request->comm) ? " of the remote group"
                                                    : "",
                       result->tag);
    error = dr_raise_about(
        request->comm, error, &about,
        "receive of %llu byte%s got a message of %llu byte%s from rank %d%s",
        (unsigned long long)result->bytes, dr_text_s(result->bytes),
        (unsigned long long)request->sent_bytes, dr_text_s(request->sent_bytes),
        result->source, dr_text_string(&tag));
    dr_text_end(&tag);
    return error;
}

bool dr_operation_mismatched(int rank, const void *site)
{
    const struct dr_findings *findings = &dr_world->findings;

    for (size_t i = 0; i < findings->count; i++) {
        const struct dr_finding *it = &findings->items[i];
        const struct dr_related *other = it->related;

        if (it->kind == DR_FOUND_COLLECTIVE_MISMATCH &&
            it->severity == DR_ERROR &&
            ((it->rank == rank && it->site == site) ||
             (it->nrelated > 0 && other->rank == rank && other->site == site)))
            return true;
    }
    return false;
}

int dr_operation_raise_known(struct dr_comm *comm, int error)
{
    return dr_raise_to(&(struct dr_raising){.handler = comm->errhandler,
                                            .object = comm->handle,
                                            .known = true},
                       error, "");
}

int dr_operation_raise_object(struct dr_comm *comm, int error)
{
    static const struct dr_about large = {.advice =
                                              "send its parts one by one, "
                                              "as the items of an array"};
    static const struct dr_about freed = {
        .advice = "free an object after it was sent"};

    if (error == MPI_ERR_COUNT)
        return dr_raise_about(comm, error, &large,
                              "the object is larger than a message of %d bytes",
                              INT32_MAX);
    return dr_raise_about(comm, error, &freed, DR_OBJECT_IS_FREED);
}

/* A continuation failed; what it says of itself is not what MPI found. */
static int raise_promise(const struct dr_request *request, int error)
{
    const struct dr_errors *added = dr_world->self->errors;
    bool known = dr_error_class(added, request->result.error) >= 0;
    struct dr_about about = {
        .kind = MPI_ERR_OTHER,
        .advice = known ? "see why the callback returned it: MPI_SUCCESS says "
                          "that all went well"
                        : "let the callback return MPI_SUCCESS or an error "
                          "class, as dryrun.h says of DR_Then",
        .related = {{request->owner->id, request->call, request->site}}};

    return dr_raise_about(request->comm, error, &about, "%s", request->why);
}

int dr_operation_raise_as(const struct dr_request *request, int error)
{
    const void *site =
        request->site ? request->site : dr_world->self->call->site;

    if (request->operation == DR_COLLECTIVE &&
        dr_operation_mismatched(request->owner->id, site))
        return dr_operation_raise_known(request->comm, error);
    if (request->file) {
        dr_file_raise_request(request);
        return error;
    }
    if (request->operation == DR_PROMISE && request->why)
        return raise_promise(request, error);
    if (request->result.error == MPI_ERR_TRUNCATE)
        return raise_truncation(request, error);
    if (request->operation == DR_GENERAL)
        return dr_raise(request->comm, error,
                        "a callback of the generalized request returned %d",
                        request->result.error);
    return dr_raise(request->comm, error, "the operation failed");
}

int dr_operation_raise(const struct dr_request *request)
{
    int error = request->result.error;

    return error == MPI_SUCCESS ? MPI_SUCCESS
                                : dr_operation_raise_as(request, error);
}

int dr_operation_block(struct dr_transfer_arguments arguments,
                       MPI_Status *status)
{
    struct dr_request *request;
    int error = dr_operation_prepare(arguments, &request);

    if (error)
        return error;
    if (request->peer != MPI_PROC_NULL)
        dr_hold_pass(
            (struct dr_span){request->buffer, request->count, request->type},
            request->operation == DR_RECV);
    error = dr_operation_launch(request);
    if (!error) {
        dr_wait_for(request);
        dr_result_store(&request->result, status);
        error = dr_operation_raise(request);
    }
    dr_operation_release(request);
    return error;
}

int dr_operation_issue(struct dr_transfer_arguments arguments,
                       MPI_Request *handle)
{
    struct dr_request *request;
    int error = dr_operation_prepare(arguments, &request);

    if (error)
        return error;
    error = dr_operation_launch(request);
    if (error) {
        dr_operation_release(request);
        return error;
    }
    dr_hold_begin(request);
    *handle = dr_request_publish(request);
    return MPI_SUCCESS;
}

int dr_operation_keep(struct dr_transfer_arguments arguments,
                      MPI_Request *handle)
{
    struct dr_request *request;
    int error = dr_operation_prepare(arguments, &request);

    if (error)
        return error;
    request->persistent = true;
    *handle = dr_request_publish(request);
    return MPI_SUCCESS;
}
