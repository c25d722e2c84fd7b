/*
 * protocol.c - the stages of a message: eager, rendezvous, synchronous.
 */
#include "p2p/protocol.h"

#include <math.h>

#include "core/usermem.h"
#include "p2p/buffer.h"
#include "p2p/hold.h"
#include "p2p/lore.h"
#include "p2p/operation.h"
#include "p2p/progress.h"
#include "p2p/ready.h"
#include "p2p/record.h"
#include "p2p/schedule.h"

/* Under weak progress a rank answers only inside MPI. */
static bool must_wait(const struct dr_rank *rank)
{
    return dr_world->config.progress == DR_PROGRESS_WEAK &&
           rank->port->computing;
}

static const struct dr_wire *wire(void)
{
    return &dr_world->engine->wire;
}

/* It leaves: how long will it take if it is alone? */
static void tell_payload(const struct dr_message *message)
{
    const struct dr_route *route = message->channel->route;
    struct dr_pace alone;

    if (!dr_bus_wants(&dr_world->bus, DR_EVENT_TRANSFER_BEGIN))
        return;
    alone = dr_transfer_alone(wire(), route, message->bytes);
    DR_MESSAGE_EMIT(message, DR_EVENT_TRANSFER_BEGIN,
                    .latency_s = alone.latency_s, .stream_s = alone.stream_s,
                    .link_s = alone.link_s,
                    .within_host = route->from == route->to);
}

static void send_payload(struct dr_message *message, enum dr_ring arrival)
{
    tell_payload(message);
    message->alarm.what = (int)arrival;
    if (dr_transfer_payload(wire(), message->channel->route, message->bytes,
                            &message->passage, &message->alarm))
        message->alarm.what = DR_RING_LAUNCH;
}

static enum dr_event_control control_of(const struct dr_message *message)
{
    switch ((enum dr_ring)message->alarm.what) {
    case DR_RING_CTS:
        return DR_CONTROL_CTS;
    case DR_RING_ACK:
        return DR_CONTROL_ACK;
    default:
        return DR_CONTROL_RTS;
    }
}

static void tell_control_end(const struct dr_message *message)
{
    DR_MESSAGE_EMIT(message, DR_EVENT_CONTROL_END,
                    .control = control_of(message));
}

static void send_control(struct dr_message *message, enum dr_ring arrival,
                         struct dr_rank *from, struct dr_rank *to)
{
    struct dr_route *route = dr_net_route(from->host, to->host);

    message->alarm.what = (int)arrival;
    DR_MESSAGE_EMIT(
        message, DR_EVENT_CONTROL_BEGIN, .control = control_of(message),
        .latency_s = route->latency_s, .within_host = route->from == route->to);
    dr_transfer_control(wire(), route, &message->alarm);
}

static void inject(struct dr_message *message)
{
    if (message->eager)
        send_payload(message, DR_RING_EAGER);
    else
        send_control(message, DR_RING_RTS, message->channel->from,
                     message->channel->to);
}

void dr_protocol_begin(struct dr_message *message)
{
    double overhead = wire()->protocol.send_overhead_s;
    struct dr_port *port = message->channel->from->port;

    if (overhead <= 0) {
        inject(message);
        return;
    }
    port->sending_until = fmax(port->sending_until, dr_net_now()) + overhead;
    message->alarm.what = DR_RING_INJECT;
    message->alarm.when = port->sending_until;
    dr_net_set(&message->alarm);
}

/* It has been asked for, but perhaps not by what the rank sleeps for. */
static void expected(struct dr_port *port, struct dr_message *message,
                     struct dr_request *recv)
{
    message->facts.posted = true;
    if (port->wait && !recv->awaited && !recv->step_of)
        dr_world->engine->look = port;
    dr_operation_match(message, recv);
}

/* Nobody has asked for it yet. */
static void unexpected(struct dr_port *port, const struct dr_message *message)
{
    dr_progress_probe(port, &message->envelope);
    if (port->wait)
        dr_world->engine->look = port;
}

/* The message has reached its receiver and everything before it has too. */
static void deliver(struct dr_message *message)
{
    struct dr_port *port = message->channel->to->port;
    struct dr_envelope *recv;

    if (message->cancelled) {
        dr_message_tell(message, DR_EVENT_DROP);
        dr_message_free(message);
        return;
    }
    recv = dr_match_arrive(&port->match, &message->envelope);
    if (recv)
        expected(port, message,
                 DR_CONTAINER(recv, struct dr_request, envelope));
    else
        unexpected(port, message);
}

static void arrived(struct dr_message *message)
{
    struct dr_channel *channel = message->channel;
    struct dr_message *next = dr_channel_arrive(message);

    for (; next; next = dr_channel_next(channel))
        deliver(next);
}


/* Copy what fits from the payload, or straight from the send buffer. */
static void copy_in(struct dr_message *message)
{
    struct dr_request *send = message->send, *recv = message->recv;
    struct dr_span to = {recv->buffer, recv->count, recv->type};
    uint64_t bytes = recv->result.bytes;

    dr_hold_fills(recv);
    if (message->lent) {
        dr_world->touched = message->loan.owner;
        dr_usermem_copy(message->loan.from, to, bytes);
    } else if (message->payload) {
        dr_world->touched = recv;
        dr_usermem_write(to, message->payload, bytes);
    } else {
        struct dr_span from = {send->buffer, send->count, send->type};

        dr_world->touched = send;
        dr_usermem_copy(from, to, bytes);
    }
    dr_world->touched = NULL;
    recv->filled = true;
    dr_hold_filled(recv);
}

static void note_result(const struct dr_message *message,
                        struct dr_request *recv)
{
    uint64_t room = recv->type ? recv->count * recv->type->size : recv->count;
    bool truncated = message->bytes > room;

    recv->result.source = message->envelope.source;
    recv->result.tag = message->envelope.tag;
    recv->result.bytes = truncated ? room : message->bytes;
    recv->result.error = truncated ? MPI_ERR_TRUNCATE : MPI_SUCCESS;
    recv->sent_bytes = message->bytes;
    if (truncated)
        recv->sent = (struct dr_related){message->channel->from->id,
                                         message->facts.send_call,
                                         message->facts.send_site};
}

static void match_eager(struct dr_message *message, struct dr_request *recv)
{
    copy_in(message);
    if (message->synchronous) {
        send_control(message, DR_RING_ACK, message->channel->to,
                     message->channel->from);
    } else {
        dr_message_free(message);
    }
    dr_recv_finish(recv);
}

static void defer(struct dr_rank *rank, struct dr_message *message)
{
    dr_list_append(&rank->port->deferred, &message->queue);
}

static void answer(struct dr_message *message)
{
    send_control(message, DR_RING_CTS, message->channel->to,
                 message->channel->from);
}

void dr_message_note_taken(const struct dr_message *message, const char *call,
                           const void *site)
{
    struct dr_channel *channel = message->channel;

    if (!channel->taken)
        channel->taken = dr_pool_take(&dr_world->engine->taken);
    *channel->taken = (struct dr_taken){message->envelope.tag, call, site,
                                        message->facts.send_site};
}

static void note_receive(struct dr_message *message,
                         const struct dr_request *recv)
{
    const struct dr_request *author = dr_schedule_author(recv);
    struct dr_event_message *facts = &message->facts;

    facts->recv_call = author->call;
    facts->recv_site = author->site;
    if (recv->peer == MPI_ANY_SOURCE)
        dr_message_note_taken(message, author->call, author->site);
    DR_MESSAGE_EMIT(message, DR_EVENT_MATCH, .request = recv);
}

/* A receive that takes what comes, and says itself what it is not. */
static void make_room(struct dr_request *recv, const struct dr_message *message)
{
    recv->buffer = dr_alloc(message->bytes + 1);
    recv->count = message->bytes;
    recv->sent =
        (struct dr_related){message->channel->from->id,
                            message->facts.send_call, message->facts.send_site};
    recv->strange =
        message->signature && message->signature != recv->type->signature;
}

void dr_operation_match(struct dr_message *message, struct dr_request *recv)
{
    if (recv->grows)
        make_room(recv, message);
    recv->posted = false;
    recv->message = message;
    message->recv = recv;
    note_result(message, recv);
    note_receive(message, recv);
    if (message->ready)
        dr_ready_judge(message, recv);
    if (message->signature && recv->typed && recv->type && !recv->grows &&
        (message->signature != recv->type->signature || recv->step_of))
        dr_message_compare(message, recv);
    if (dr_world->engine->record)
        dr_record_match(dr_world->engine->record, message, recv);
    if (dr_world->engine->lore)
        dr_lore_met(message, recv);
    if (message->eager) {
        match_eager(message, recv);
    } else if (must_wait(message->channel->to)) {
        message->alarm.what = DR_RING_RTS;
        defer(message->channel->to, message);
    } else {
        answer(message);
    }
}

void dr_operation_catch_up(struct dr_port *port)
{
    while (!dr_list_empty(&port->deferred)) {
        struct dr_link *first = port->deferred.next;
        struct dr_message *message =
            DR_CONTAINER(first, struct dr_message, queue);

        dr_list_remove(first);
        if (message->alarm.what == DR_RING_RTS)
            answer(message);
        else
            send_payload(message, DR_RING_PAYLOAD);
    }
}

static void cleared_to_send(struct dr_message *message)
{
    struct dr_rank *sender = message->channel->from;

    if (must_wait(sender))
        defer(sender, message);
    else
        send_payload(message, DR_RING_PAYLOAD);
}

static void rendezvous_over(struct dr_message *message)
{
    struct dr_request *send = message->send, *recv = message->recv;
    struct dr_port *sender = message->channel->from->port;

    dr_message_tell(message, DR_EVENT_TRANSFER_END);
    copy_in(message);
    if (message->buffered)
        dr_buffer_give(sender, message);
    dr_message_free(message);
    if (send) {
        send->message = NULL;
        dr_operation_complete(send);
    }
    dr_recv_finish(recv);
}

static void acknowledged(struct dr_message *message)
{
    struct dr_request *send = message->send;

    dr_message_free(message);
    send->message = NULL;
    dr_operation_complete(send);
}

void dr_protocol_advance(struct dr_message *message)
{
    switch ((enum dr_ring)message->alarm.what) {
    case DR_RING_INJECT:
        inject(message);
        break;
    case DR_RING_EAGER:
        dr_message_tell(message, DR_EVENT_TRANSFER_END);
        arrived(message);
        break;
    case DR_RING_RTS:
        tell_control_end(message);
        arrived(message);
        break;
    case DR_RING_CTS:
        tell_control_end(message);
        cleared_to_send(message);
        break;
    case DR_RING_LAUNCH:
        if (!dr_transfer_launch(wire(), message->channel->route, message->bytes,
                                &message->passage, &message->alarm))
            message->alarm.what =
                message->eager ? DR_RING_EAGER : DR_RING_PAYLOAD;
        break;
    case DR_RING_PAYLOAD:
        rendezvous_over(message);
        break;
    case DR_RING_ACK:
        tell_control_end(message);
        acknowledged(message);
        break;
    case DR_RING_PARCEL_INJECT:
    case DR_RING_PARCEL_LAUNCH:
    case DR_RING_PARCEL:
    case DR_RING_TEST:
    case DR_RING_TIMER:
    case DR_RING_SLEEP:
    case DR_RING_RECEIVED:
    case DR_RING_QUIET:
    case DR_RING_VAIN:
        break;
    }
}
