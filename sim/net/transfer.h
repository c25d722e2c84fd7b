/*
 * transfer.h - how long a message travels.
 *
 * Small ones are timers: route latency, plus size over bandwidth, after
 * waiting for the injection port of the source, for each shared link of the
 * route and for the ejection port of the target (LogGP: Alexandrov et al.,
 * "LogGP: Incorporating Long Messages into the LogP Model", SPAA 1995).  Each
 * link is a queue that passes one small message after the other, so that
 * incast and a narrow uplink are not free.
 *
 * Large ones are SimGrid flows and share links with other flows.  A small
 * message does not notice the flows it passes, nor they it.
 */
#ifndef DR_NET_TRANSFER_H
#define DR_NET_TRANSFER_H

#include <stdint.h>

#include "net/net.h"
#include "net/protocol.h"

struct dr_wire {
    struct dr_protocol protocol;
    bool all_flows; /* --net flow and ns3: every payload is a flow */
};

/* A control message (envelope alone): `alarm` rings on arrival. */
void dr_transfer_control(const struct dr_wire *wire, struct dr_route *route,
                         struct dr_alarm *alarm);

/* How far a small message has come. */
struct dr_passage {
    int links;      /* that it has entered */
    double begun_s; /* when the port of its host took it */
};

/*
 * A payload of `bytes` bytes: `alarm` rings on arrival.  It rings before, as
 * often as the message has to wait on its way; both functions return true if
 * the next ring is such a one, which the caller passes to
 * dr_transfer_launch().  `passage` is theirs meanwhile.
 *
 * So a message takes its place at a link when it comes there: one that waits
 * far behind is not in the way of those that come first.
 */
bool dr_transfer_payload(const struct dr_wire *wire, struct dr_route *route,
                         uint64_t bytes, struct dr_passage *passage,
                         struct dr_alarm *alarm);
bool dr_transfer_launch(const struct dr_wire *wire, struct dr_route *route,
                        uint64_t bytes, struct dr_passage *passage,
                        struct dr_alarm *alarm);

/* How long a payload travels when nothing is in its way: until its first byte
 * arrives, which segments may make negative, and from then to its last; and
 * how long its narrowest link carries nothing else. */
struct dr_pace {
    double latency_s, stream_s, link_s;
};
struct dr_pace dr_transfer_alone(const struct dr_wire *wire,
                                 const struct dr_route *route, uint64_t bytes);

#endif
