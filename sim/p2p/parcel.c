/*
 * parcel.c - a transfer between two ranks that meets no receive.
 */
#include "p2p/parcel.h"

#include <math.h>

#include "p2p/progress.h"

static const struct dr_wire *wire(void)
{
    return &dr_world->engine->wire;
}

#define TELL(parcel, kind_, ...)                                               \
    DR_EMIT(&dr_world->bus, kind_, .rank = (parcel)->from->id,                 \
            .peer = (parcel)->to->id,                                          \
            .actor = dr_world->self ? dr_world->self->id : -1,                 \
            .time_s = dr_net_now(), .bytes = (parcel)->bytes,                  \
            .message = &(parcel)->facts, __VA_ARGS__)

static void announce(struct dr_parcel *parcel)
{
    struct dr_event_message *facts = &parcel->facts;

    parcel->from->port->told_s = dr_net_now();
    parcel->from->port->begun++;
    if (!parcel->payload) {
        dr_event_signal_begin(&dr_world->bus, facts);
        TELL(parcel, DR_EVENT_CONTROL_BEGIN, .control = DR_CONTROL_INTENT);
        return;
    }
    facts->from = parcel->from->id;
    facts->to = parcel->to->id;
    facts->bytes = parcel->bytes;
    facts->protocol = DR_SENT_ONE_SIDED;
    dr_event_message_begin(&dr_world->bus, facts);
    TELL(parcel, DR_EVENT_SEND, .request = NULL);
}

static void tell_payload(const struct dr_parcel *parcel)
{
    const struct dr_route *route = parcel->route;
    struct dr_pace alone;

    if (!dr_bus_wants(&dr_world->bus, DR_EVENT_TRANSFER_BEGIN))
        return;
    alone = dr_transfer_alone(wire(), route, parcel->bytes);
    TELL(parcel, DR_EVENT_TRANSFER_BEGIN, .latency_s = alone.latency_s,
         .stream_s = alone.stream_s, .link_s = alone.link_s,
         .within_host = route->from == route->to);
}

static void begin_transfer(struct dr_parcel *parcel)
{
    dr_list_init(&parcel->link);
    parcel->alarm.what = DR_RING_PARCEL;
    if (!parcel->payload) {
        TELL(parcel, DR_EVENT_CONTROL_BEGIN, .control = DR_CONTROL_SIGNAL,
             .latency_s = parcel->route->latency_s,
             .within_host = parcel->route->from == parcel->route->to);
        dr_transfer_control(wire(), parcel->route, &parcel->alarm);
        return;
    }
    tell_payload(parcel);
    if (dr_transfer_payload(wire(), parcel->route, parcel->bytes,
                            &parcel->passage, &parcel->alarm))
        parcel->alarm.what = DR_RING_PARCEL_LAUNCH;
}

void dr_parcel_answer(struct dr_parcel *parcel)
{
    announce(parcel);
    dr_world->engine->looking += parcel->looks;
    begin_transfer(parcel);
}

void dr_parcel_send(struct dr_parcel *parcel)
{
    double overhead = wire()->protocol.send_overhead_s;
    struct dr_port *port = parcel->from->port;

    announce(parcel);
    port->told += !parcel->asks;
    dr_world->engine->looking += parcel->looks;
    if (overhead <= 0) {
        begin_transfer(parcel);
        return;
    }
    port->sending_until = fmax(port->sending_until, dr_net_now()) + overhead;
    parcel->alarm.what = DR_RING_PARCEL_INJECT;
    parcel->alarm.when = port->sending_until;
    dr_net_set(&parcel->alarm);
}

static bool must_wait(const struct dr_rank *rank)
{
    return dr_world->config.progress == DR_PROGRESS_WEAK &&
           rank->port->computing && rank->phase == DR_INSIDE;
}

/* Whoever gets it may use it again at once. */
static void hand_over(struct dr_parcel *parcel)
{
    if (parcel->payload)
        TELL(parcel, DR_EVENT_MATCH, .request = NULL);
    dr_event_message_end(&dr_world->bus, &parcel->facts);
    parcel->arrived(parcel);
}

static void arrive(struct dr_parcel *parcel)
{
    parcel->to->port->heard_s = dr_net_now();
    dr_world->engine->looking -= parcel->looks;
    if (parcel->payload)
        TELL(parcel, DR_EVENT_TRANSFER_END, .request = NULL);
    else
        TELL(parcel, DR_EVENT_CONTROL_END, .control = DR_CONTROL_SIGNAL);
    if (must_wait(parcel->to))
        dr_list_append(&parcel->to->port->parcels, &parcel->link);
    else
        hand_over(parcel);
}

void dr_parcel_ring(struct dr_parcel *parcel)
{
    switch (parcel->alarm.what) {
    case DR_RING_PARCEL_INJECT:
        begin_transfer(parcel);
        break;
    case DR_RING_PARCEL_LAUNCH:
        if (!dr_transfer_launch(wire(), parcel->route, parcel->bytes,
                                &parcel->passage, &parcel->alarm))
            parcel->alarm.what = DR_RING_PARCEL;
        break;
    default:
        arrive(parcel);
    }
}

void dr_parcel_catch_up(struct dr_port *port)
{
    while (!dr_list_empty(&port->parcels)) {
        struct dr_link *first = port->parcels.next;
        struct dr_parcel *parcel = DR_CONTAINER(first, struct dr_parcel, link);

        dr_list_remove(first);
        hand_over(parcel);
    }
}
