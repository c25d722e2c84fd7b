/*
 * protocol.h - what a platform says about MPI that SimGrid has no word for.
 *
 * The terms stand in <prop> elements of the platform's outermost zone or of
 * its first cluster, see platforms/README.md.  A platform without them gets
 * the defaults of dr_protocol_default().
 *
 * The time of a message alone on its route, receive posted:
 *
 *   eager        o_s + (L + extra) + size / min(bandwidth, B) + o_r
 *   rendezvous   o_s + L + L + (L + extra) + size / min(bandwidth, B) + o_r
 *
 * with L and B of the route (SimGrid's latency and bandwidth factors applied)
 * and extra and bandwidth of the segment its size falls into.  `extra` may be
 * negative: the published curves are of the whole exchange.
 */
#ifndef DR_NET_PROTOCOL_H
#define DR_NET_PROTOCOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct dr_segment {
    uint64_t from;    /* bytes; the segment ends where the next begins */
    double extra_s;   /* added to the route's latency */
    double bandwidth; /* bytes per second; 0: the route's own */
};

enum {
    DR_SEGMENTS_MOST = 16
};

struct dr_protocol {
    uint64_t eager_limit;   /* bytes; UINT64_MAX: no limit */
    uint64_t flow_from;     /* bytes; smaller payloads are timers */
    double send_overhead_s; /* the sender's processor, per message */
    double recv_overhead_s; /* the receiver's processor, per message */
    double message_gap_s;   /* between messages of one port (LogGP g) */
    size_t nsegments;       /* between hosts; 0: none */
    struct dr_segment segments[DR_SEGMENTS_MOST];
    size_t nlocal; /* between ranks of one host; 0: none */
    struct dr_segment local[DR_SEGMENTS_MOST];
};

/* The defaults: eager limit 64 KiB, flows from 128 KiB, nothing else. */
struct dr_protocol dr_protocol_default(void);

/*
 * Set one term from a platform property, for example
 * ("dryrun/eager-limit", "64KiB").  Names that do not begin with "dryrun/"
 * are ignored.
 *
 * Returns 0, or -1 with a sentence in `error` that names the property and its
 * value.
 */
int dr_protocol_set(struct dr_protocol *protocol, const char *name,
                    const char *value, struct dr_text *error);

/* Latencies and bandwidths of all segments become so many times what they are.
 */
void dr_protocol_scale(struct dr_protocol *protocol, double latency,
                       double bandwidth);

/* The segment that `size` falls into, or NULL if there are none. */
const struct dr_segment *dr_protocol_segment(const struct dr_segment *segments,
                                             size_t count, uint64_t size);

#endif
