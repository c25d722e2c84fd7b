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

/* A head that comes at `when` takes its place in the queue at a link; empty
 * messages wait for others, not others for them. */
static double enter_link(struct dr_lane *lane, double bytes, double when)
{
    double head = fmax(when, lane->free_at);

    if (bytes > 0)
        lane->free_at = head + bytes / lane->bandwidth;
    return head;
}

/* When the source's port takes a message. */
static double enter_port(const struct dr_wire *wire, struct dr_host *source)
{
    double head = fmax(dr_net_now(), source->inject_at);

    source->inject_at = head + wire->protocol.message_gap_s;
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
    double head = enter_port(wire, route->from);

    for (int i = 0; i < route->nlanes; i++)
        head = enter_link(route->lanes[i], 0, head);
    arrive(wire, route, head + route->latency_s, alarm);
}

static bool is_small(const struct dr_wire *wire, const struct dr_route *route,
                     uint64_t bytes)
{
    return bytes == 0 || route->timers_only ||
           (bytes < wire->protocol.flow_from && !wire->all_flows);
}

/*
 * The last byte follows the head at the pace of the narrowest link.  A segment
 * slower than that is the pace of the hosts, who need not wait for links.
 */
static void follow_head(const struct dr_wire *wire, struct dr_route *route,
                        uint64_t bytes, double head,
                        const struct dr_passage *passage,
                        struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double last = head + (double)bytes / route->bandwidth;

    if (segment.bandwidth > 0)
        last = fmax(last, passage->begun_s + (double)bytes / segment.bandwidth);
    arrive(wire, route, last + route->latency_s + segment.extra_s, alarm);
}

/* The head, at `head`, asks the next links, until it has to wait before one
 * that is not the last: then the alarm is set for that, and true returned. */
static bool pass_links(const struct dr_wire *wire, struct dr_route *route,
                       uint64_t bytes, double head, struct dr_passage *passage,
                       struct dr_alarm *alarm)
{
    while (passage->links < route->nlanes && head <= dr_net_now())
        head = enter_link(route->lanes[passage->links++], (double)bytes, head);
    if (passage->links < route->nlanes) {
        alarm->when = head;
        dr_net_set(alarm);
        return true;
    }
    follow_head(wire, route, bytes, head, passage, alarm);
    return false;
}

bool dr_transfer_payload(const struct dr_wire *wire, struct dr_route *route,
                         uint64_t bytes, struct dr_passage *passage,
                         struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);

    if (is_small(wire, route, bytes)) {
        double head = enter_port(wire, route->from);

        *passage = (struct dr_passage){.begun_s = head};
        return pass_links(wire, route, bytes, head, passage, alarm);
    }
    /* Flows start in the engine only, so even a prompt one takes an alarm. */
    alarm->when = dr_net_now() + fmax(segment.extra_s, 0);
    dr_net_set(alarm);
    return true;
}

bool dr_transfer_launch(const struct dr_wire *wire, struct dr_route *route,
                        uint64_t bytes, struct dr_passage *passage,
                        struct dr_alarm *alarm)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double rate = segment.bandwidth;
    double size = (double)bytes;

    if (is_small(wire, route, bytes))
        return pass_links(wire, route, bytes, dr_net_now(), passage, alarm);
    if (segment.extra_s < 0) {
        /* SimGrid cannot begin before now: make up for it on the way. */
        double at =
            rate > 0 && rate < route->bandwidth ? rate : route->bandwidth;
        double left = size / at + segment.extra_s;

        rate = left > 0 ? size / left : 0;
    }
    dr_net_flow(route, size, rate, alarm);
    return false;
}

struct dr_pace dr_transfer_alone(const struct dr_wire *wire,
                                 const struct dr_route *route, uint64_t bytes)
{
    struct dr_segment segment = segment_of(wire, route, bytes);
    double bandwidth = route->bandwidth;

    if (segment.bandwidth > 0)
        bandwidth = fmin(bandwidth, segment.bandwidth);
    return (struct dr_pace){.latency_s = route->latency_s + segment.extra_s,
                            .stream_s = (double)bytes / bandwidth,
                            .link_s = (double)bytes / route->bandwidth};
}
