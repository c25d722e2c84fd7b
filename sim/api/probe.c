/*
 * probe.c - looking at messages before receiving them (MPI 3.1, section 3.8).
 */
#include "api/operation.h"
#include "p2p/operation.h"
#include "p2p/protocol.h"
#include "p2p/record.h"
#include "p2p/wait.h"

/* A receive that is never posted: it only says what is looked for. */
static int pattern_of(int source, int tag, MPI_Comm handle,
                      struct dr_request *pattern)
{
    struct dr_comm *comm;
    int error = dr_check_comm(handle, &comm);

    if (!error)
        error = dr_check_rank(comm, source, true);
    if (!error)
        error = dr_check_tag(comm, tag, true);
    if (error)
        return error;
    *pattern = (struct dr_request){.operation = DR_RECV,
                                   .comm = comm,
                                   .owner = dr_world->self,
                                   .context = comm->circle->context,
                                   .peer = source,
                                   .tag = tag};
    pattern->envelope.context = comm->circle->context;
    pattern->envelope.source = source;
    pattern->envelope.tag = tag;
    return MPI_SUCCESS;
}

static void store(const struct dr_envelope *found, MPI_Status *status)
{
    const struct dr_message *message =
        DR_CONTAINER(found, struct dr_message, envelope);
    struct dr_result result = {
        .source = found->source, .tag = found->tag, .bytes = message->bytes};

    if (dr_world->engine->record)
        dr_record_seen(dr_world->engine->record, message);
    dr_result_store(&result, status);
}

static void store_nobody(MPI_Status *status)
{
    struct dr_result result = dr_result_proc_null();

    dr_result_store(&result, status);
}

int PMPI_Probe(int source, int tag, MPI_Comm comm, MPI_Status *status)
{
    struct dr_request pattern;
    int error;

    DR_DOOR("MPI_Probe", "pgcs", source, tag, comm, status);

    error = pattern_of(source, tag, comm, &pattern);
    if (error)
        return error;
    if (source == MPI_PROC_NULL)
        store_nobody(status);
    else
        store(dr_wait_message(&pattern), status);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Probe, (int, int, MPI_Comm, MPI_Status *))

int PMPI_Iprobe(int source, int tag, MPI_Comm comm, int *flag,
                MPI_Status *status)
{
    struct dr_request pattern;
    struct dr_envelope *found;
    int error;

    DR_DOOR("MPI_Iprobe", "pgc&s", source, tag, comm, flag, status);

    error = pattern_of(source, tag, comm, &pattern);
    if (error)
        return error;
    if (source == MPI_PROC_NULL) {
        *flag = 1;
        store_nobody(status);
        return MPI_SUCCESS;
    }
    found = dr_wait_look(&pattern);
    *flag = found != NULL;
    if (found)
        store(found, status);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Iprobe, (int, int, MPI_Comm, int *, MPI_Status *))


/* Take the message out of the matcher: only its handle receives it now. */
static MPI_Message take(struct dr_envelope *found, int source)
{
    struct dr_rank *rank = dr_world->self;
    struct dr_message *message =
        DR_CONTAINER(found, struct dr_message, envelope);

    dr_match_withdraw_message(&rank->port->match, found);
    if (source == MPI_ANY_SOURCE)
        dr_message_note_taken(message, rank->call->name, rank->call->site);
    message->handle =
        (MPI_Message)dr_handle_new(&rank->handles, DR_KIND_MESSAGE, message);
    return message->handle;
}

int PMPI_Mprobe(int source, int tag, MPI_Comm comm, MPI_Message *message,
                MPI_Status *status)
{
    struct dr_request pattern;
    struct dr_envelope *found;
    int error;

    DR_DOOR("MPI_Mprobe", "pgc&s", source, tag, comm, message, status);

    error = pattern_of(source, tag, comm, &pattern);
    if (error)
        return error;
    if (source == MPI_PROC_NULL) {
        *message = MPI_MESSAGE_NO_PROC;
        store_nobody(status);
        return MPI_SUCCESS;
    }
    found = dr_wait_message(&pattern);
    store(found, status);
    *message = take(found, source);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Mprobe, (int, int, MPI_Comm, MPI_Message *, MPI_Status *))

int PMPI_Improbe(int source, int tag, MPI_Comm comm, int *flag,
                 MPI_Message *message, MPI_Status *status)
{
    struct dr_request pattern;
    struct dr_envelope *found;
    int error;

    DR_DOOR("MPI_Improbe", "pgc&&s", source, tag, comm, flag, message, status);

    error = pattern_of(source, tag, comm, &pattern);
    if (error)
        return error;
    if (source == MPI_PROC_NULL) {
        *flag = 1;
        *message = MPI_MESSAGE_NO_PROC;
        store_nobody(status);
        return MPI_SUCCESS;
    }
    found = dr_wait_look(&pattern);
    *flag = found != NULL;
    if (found) {
        store(found, status);
        *message = take(found, source);
    }
    return MPI_SUCCESS;
}
DR_ALIAS(int, Improbe, (int, int, MPI_Comm, int *, MPI_Message *, MPI_Status *))


/* A receive of a matched message, started; the handle is used up.  Errors are
 * for the handler of the communicator that it was probed in, while there is
 * one. */
static int receive(void *buffer, MPI_Count count, MPI_Datatype datatype,
                   MPI_Message *handle, struct dr_request **request)
{
    struct dr_rank *rank = dr_world->self;
    struct dr_message *message =
        dr_handle_get(&rank->handles, DR_KIND_MESSAGE, (uintptr_t)*handle);
    struct dr_comm *comm =
        message ? dr_comm_of_context(rank, message->envelope.context) : NULL;
    struct dr_transfer_arguments arguments = {
        DR_RECV,     DR_SEND_STANDARD,
        buffer,      count,
        datatype,    MPI_PROC_NULL,
        MPI_ANY_TAG, comm ? comm->handle : MPI_COMM_WORLD};
    int error;

    *request = NULL;
    if (!message && *handle != MPI_MESSAGE_NO_PROC)
        return dr_raise_handle(NULL, MPI_ERR_REQUEST, DR_KIND_MESSAGE, *handle,
                               "the message");
    error = dr_operation_prepare(arguments, request);
    if (error)
        return error;
    if (message) {
        dr_handle_free(&rank->handles, (uintptr_t)*handle);
        message->handle = MPI_MESSAGE_NULL;
        (*request)->active = true;
        (*request)->peer = message->envelope.source;
        (*request)->tag = message->envelope.tag;
        (*request)->envelope.order = UINT64_MAX; /* it was never posted */
        dr_operation_match(message, *request);
    } else {
        dr_operation_start(*request);
    }
    *handle = MPI_MESSAGE_NULL;
    return MPI_SUCCESS;
}

static int receive_now(void *buffer, MPI_Count count, MPI_Datatype datatype,
                       MPI_Message *message, MPI_Status *status)
{
    struct dr_request *request;
    int error = receive(buffer, count, datatype, message, &request);

    if (error)
        return error;
    dr_wait_for(request);
    dr_result_store(&request->result, status);
    error = dr_operation_raise(request);
    dr_operation_release(request);
    return error;
}

static int receive_later(void *buffer, MPI_Count count, MPI_Datatype datatype,
                         MPI_Message *message, MPI_Request *request)
{
    struct dr_request *made;
    int error = receive(buffer, count, datatype, message, &made);

    if (!error)
        *request = dr_request_publish(made);
    return error;
}

#define RECEIVE(name, COUNT, act, kind, LAST, last)                            \
    int PMPI_##name(void *buf, COUNT count, MPI_Datatype datatype,             \
                    MPI_Message *message, LAST last)                           \
    {                                                                          \
        DR_DOOR("MPI_" #name, "bit&" kind, buf, count, datatype, message,      \
                last);                                                         \
        return act(buf, count, datatype, message, last);                       \
    }                                                                          \
    DR_ALIAS(int, name, (void *, COUNT, MPI_Datatype, MPI_Message *, LAST))

RECEIVE(Mrecv, int, receive_now, "s", MPI_Status *, status)
RECEIVE(Mrecv_c, MPI_Count, receive_now, "s", MPI_Status *, status)
RECEIVE(Imrecv, int, receive_later, "&", MPI_Request *, request)
RECEIVE(Imrecv_c, MPI_Count, receive_later, "&", MPI_Request *, request)
