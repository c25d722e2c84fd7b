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

/* When the source's port and the first link take a small message. */
static double enter_route(const struct dr_wire *wire, struct dr_route *route,
                          double bytes)
{
    double head = fmax(dr_net_now(), route->from->inject_at);

    if (route->nlanes > 0) {
        head = fmax(head, route->lanes[0]->free_at);
        route->lanes[0]->free_at = head + bytes / route->lanes[0]->bandwidth;
    }
    route->from->inject_at = head + wire->protocol.message_gap_s;
    return head;
}

/* When its head, that enters at `head`, has passed the other links. */
static double pass_links(struct dr_route *route, double bytes, double head)
{
    for (int i = 1; i < route->nlanes; i++) {
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
    double head = pass_links(route, 0, enter_route(wire, route, 0));

    arrive(wire, route, head + route->latency_s, alarm);
}

static bool is_small(const struct dr_wire *wire, const struct dr_route *route,
                     uint64_t bytes)
{
    return bytes == 0 || route->timers_only ||
           (bytes < wire->protocol.flow_from && !wire->all_flows);
}

static void send_small(const struct dr_wire *wire, struct dr_route *route,
                       uint64_t bytes, double head, struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double bandwidth = route->bandwidth;

    head = pass_links(route, (double)bytes, head);
    if (segment.bandwidth > 0 && segment.bandwidth < bandwidth)
        bandwidth = segment.bandwidth;
    arrive(wire, route,
           head + route->latency_s + segment.extra_s +
               (double)bytes / bandwidth,
           alarm);
}

/*
 * A message that waits at its own host must not yet take its place at the
 * links behind: others reach them earlier.  So it asks there when it leaves.
 */
static bool begin_small(const struct dr_wire *wire, struct dr_route *route,
                        uint64_t bytes, struct dr_alarm *alarm)
{
    double head = enter_route(wire, route, (double)bytes);

    if (head <= dr_net_now()) {
        send_small(wire, route, bytes, head, alarm);
        return false;
    }
    alarm->when = head;
    dr_net_set(alarm);
    return true;
}

bool dr_transfer_payload(const struct dr_wire *wire, struct dr_route *route,
                         uint64_t bytes, struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);

    if (is_small(wire, route, bytes))
        return begin_small(wire, route, bytes, alarm);
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

    if (is_small(wire, route, bytes)) {
        send_small(wire, route, bytes, dr_net_now(), alarm);
        return;
    }
    if (segment.extra_s < 0) {
        /* SimGrid cannot begin before now: make up for it on the way. */
        double at =
            rate > 0 && rate < route->bandwidth ? rate : route->bandwidth;
        double left = size / at + segment.extra_s;

        rate = left > 0 ? size / left : 0;
    }
    dr_net_flow(route, size, rate, alarm);
}
