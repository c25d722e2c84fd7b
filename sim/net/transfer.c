/*
 * transfer.c - how long a message travels.
 */
#include "net/transfer.h"

#include <math.h>

/* What the protocol table says of a payload of this size on this route. */
static struct dr_segment segment_of(const struct dr_wire *wire,
                                    const struct dr_route *route,
                                    uint64_t bytes)
{
    const struct dr_protocol *protocol = &wire->protocol;
    const struct dr_segment *found;

    if (route->from == route->to)
        found = dr_protocol_segment(protocol->local, protocol->nlocal, bytes);
    else
        found =
            dr_protocol_segment(protocol->segments, protocol->nsegments, bytes);
    return found ? *found : (struct dr_segment){0};
}

/* When the head of a small message has passed all queues on its way. */
static double pass_queues(const struct dr_wire *wire, struct dr_route *route,
                          double bytes)
{
    double gap = wire->protocol.message_gap_s;
    double head = fmax(dr_net_now(), route->from->inject_at);

    route->from->inject_at = head + gap;
    for (int i = 0; i < route->nlanes; i++) {
        struct dr_lane *lane = route->lanes[i];

        head = fmax(head, lane->free_at);
        lane->free_at = head + bytes / lane->bandwidth;
    }
    return head;
}

static void arrive(const struct dr_wire *wire, struct dr_route *route,
                   double when, struct dr_alarm *alarm)
{
    when = fmax(when, dr_net_now());
    if (wire->protocol.message_gap_s > 0) {
        when = fmax(when, route->to->eject_at);
        route->to->eject_at = when + wire->protocol.message_gap_s;
    }
    alarm->when = when;
    dr_net_set(alarm);
}

void dr_transfer_control(const struct dr_wire *wire, struct dr_route *route,
                         struct dr_alarm *alarm)
{
    double head = pass_queues(wire, route, 0);

    arrive(wire, route, head + route->latency_s, alarm);
}

static void send_small(const struct dr_wire *wire, struct dr_route *route,
                       uint64_t bytes, struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double bandwidth = route->bandwidth;
    double head = pass_queues(wire, route, (double)bytes);

    if (segment.bandwidth > 0 && segment.bandwidth < bandwidth)
        bandwidth = segment.bandwidth;
    arrive(wire, route,
           head + route->latency_s + segment.extra_s +
               (double)bytes / bandwidth,
           alarm);
}

bool dr_transfer_payload(const struct dr_wire *wire, struct dr_route *route,
                         uint64_t bytes, struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    bool small = bytes < wire->protocol.flow_from && !wire->all_flows;

    if (small || bytes == 0) {
        send_small(wire, route, bytes, alarm);
        return false;
    }
    /* Flows start in the engine only, so even a prompt one takes an alarm. */
    alarm->when = dr_net_now() + fmax(segment.extra_s, 0);
    dr_net_set(alarm);
    return true;
}

void dr_transfer_launch(const struct dr_wire *wire, struct dr_route *route,
                        uint64_t bytes, struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double rate = segment.bandwidth;
    double size = (double)bytes;

    if (segment.extra_s < 0) {
        /* SimGrid cannot begin before now: make up for it on the way. */
        double at =
            rate > 0 && rate < route->bandwidth ? rate : route->bandwidth;
        double left = size / at + segment.extra_s;

        rate = left > 0 ? size / left : 0;
    }
    dr_net_flow(route, size, rate, alarm);
}
