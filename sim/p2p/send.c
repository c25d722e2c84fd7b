/*
 * send.c - a send begins: choice of protocol, payload copied out.
 */
#include "p2p/buffer.h"
#include "p2p/lore.h"
#include "p2p/operation.h"
#include "p2p/protocol.h"
#include "p2p/ready.h"
#include "p2p/record.h"
#include "p2p/schedule.h"

#include "core/usermem.h"
#include "p2p/progress.h"

static struct dr_span span_of(const struct dr_request *request)
{
    return (struct dr_span){request->buffer, request->count, request->type};
}

static uint64_t bytes_of(const struct dr_request *request)
{
    return request->type ? request->count * request->type->size
                         : request->count;
}

static struct dr_message *message_of(struct dr_request *request)
{
    int target = dr_comm_world_rank(request->comm, request->peer);
    struct dr_channel *channel = dr_channel_get(
        request->owner, request->context, &dr_world->ranks[target]);
    struct dr_message *message = dr_message_new(channel, bytes_of(request));

    message->envelope.context = request->context;
    message->envelope.source = request->comm->rank;
    message->envelope.tag = request->tag;
    if (request->typed && request->type)
        message->signature = dr_signature_hold(request->type->signature);
    return message;
}

/* MPI 3.1, section 3.4: who may complete before the receive is there. */
static void choose_protocol(struct dr_message *message,
                            struct dr_request *request)
{
    uint64_t limit = dr_world->engine->wire.protocol.eager_limit;

    message->eager = message->bytes <= limit && limit > 0;
    message->synchronous = request->mode == DR_SEND_SYNCHRONOUS;
    message->buffered = request->mode == DR_SEND_BUFFERED && !message->eager;
    if (message->synchronous || !(message->eager || message->buffered)) {
        message->send = request;
        request->message = message;
    }
}

/* A step of a collective bears the collective's call. */
static void note_facts(struct dr_message *message,
                       const struct dr_request *request)
{
    const struct dr_request *author = dr_schedule_author(request);
    struct dr_event_message *facts = &message->facts;

    facts->context = request->context;
    facts->from = message->channel->from->id;
    facts->to = message->channel->to->id;
    facts->tag = request->tag;
    facts->bytes = message->bytes;
    facts->waits = message->synchronous;
    facts->step = author != request;
    facts->send_call = author->call;
    facts->send_site = author->site;
    if (!message->eager)
        facts->protocol = DR_SENT_RENDEZVOUS;
    else
        facts->protocol =
            message->synchronous ? DR_SENT_SYNCHRONOUS : DR_SENT_EAGER;
}

static void copy_out(struct dr_message *message, struct dr_request *request)
{
    if (message->eager && request->loans &&
        message->bytes > sizeof message->inlined)
        dr_message_lend(message, span_of(request), request);
    else if (message->eager || message->buffered)
        dr_usermem_read(span_of(request),
                        dr_message_payload(message, message->bytes),
                        message->bytes);
}

void dr_send_start(struct dr_request *request)
{
    struct dr_message *message = message_of(request);
    struct dr_rank *rank = request->owner;
    bool local;

    request->result = dr_result_empty();
    choose_protocol(message, request);
    copy_out(message, request);
    note_facts(message, request);
    if (dr_world->engine->lore)
        dr_lore_tell(request, message);
    if (dr_world->engine->record)
        dr_record_start(dr_world->engine->record, request, message);
    DR_MESSAGE_EMIT(message, DR_EVENT_SEND, .request = request);
    if (request->mode == DR_SEND_READY)
        dr_ready_begin(message);
    if (request->mode == DR_SEND_BUFFERED)
        dr_buffer_take(rank->port, message);
    local = !message->send;
    dr_protocol_begin(message);
    if (local)
        dr_operation_complete(request);
    dr_progress_pay_overhead(rank->port);
}
