/*
 * net.h - the port to SimGrid: clock, hosts, ranks as actors, flows.
 *
 * Everything SimGrid does for us passes through this header; net_simgrid.cpp
 * is the only file that includes SimGrid's.  One platform can be loaded per
 * process, a limit of SimGrid's.
 *
 * News travels up through one function pointer, `ring`: an alarm is due, or
 * the flow that carries it has ended.  It is called in the engine, never while
 * a rank runs.
 *
 * Order: alarms ring by time; equal times ring in the order they were set.
 */
#ifndef DR_NET_NET_H
#define DR_NET_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A host of the platform; lives as long as the process. */
struct dr_host {
    void *simgrid;
    const char *name;
    int index; /* in the array of dr_net_hosts() */
    int cores;
    double speed;     /* flops per second and core */
    double inject_at; /* when its injection port takes the next message */
    double eject_at;  /* when its ejection port takes the next message */
    double disk_read, disk_write; /* bytes per second of its first <disk>;
                                     0: it has none */
};

/* A link as a queue of small messages: free again at `free_at`. */
struct dr_lane {
    double free_at;
    double bandwidth; /* bytes per second */
};

/* The way from one host to another, SimGrid's factors applied. */
struct dr_route {
    struct dr_host *from, *to;
    double latency_s;
    double bandwidth; /* bytes per second: the narrowest link */
    bool timers_only; /* SimGrid does not know it: no flows */
    int nlanes;
    struct dr_lane *lanes[]; /* links that are shared, in order */
};

/* Something that will happen; embedded in whoever waits for it. */
struct dr_alarm {
    double when;    /* simulated seconds */
    uint64_t order; /* breaks ties */
    int what;       /* meaning is the owner's */
};

/* Called when an alarm rings or its flow ends; the alarm is idle again. */
typedef void dr_ring_fn(struct dr_alarm *alarm);

enum dr_net_model {
    DR_MODEL_OF_PLATFORM,
    DR_MODEL_NS3
};

/*
 * Start SimGrid and load the platform file at `path`.
 *
 * `stack_size` is in bytes; `nranks` decides whether stacks get guard pages.
 * Returns 0, or -1 with SimGrid's complaint as one sentence in `error`.
 */
int dr_net_open(const char *path, enum dr_net_model model, size_t stack_size,
                int nranks, dr_ring_fn *ring, struct dr_text *error);

/*
 * Make latencies and bandwidths of all links so many times what they are,
 * before a route is asked for.  Above a factor of 1e6 flows do not notice that
 * links have bandwidths at all: let payloads be timers then.
 */
void dr_net_scale(double latency, double bandwidth);

/* All hosts, ordered by name so that digits count as numbers. */
struct dr_host *dr_net_hosts(size_t *count);

/* The host's name; the string lives as long as the process. */
const char *dr_net_host_name(const struct dr_host *host);

/* The route; computed once for each pair, kept for ever.  Never NULL: where
 * the platform lacks a route this aborts, and whoever handles the signal asks
 * dr_net_lacks_route() for the hosts between which it was sought. */
struct dr_route *dr_net_route(struct dr_host *from, struct dr_host *to);

bool dr_net_lacks_route(const char **from, const char **to);

/* Create an actor that runs body(argument); it starts with dr_net_run().  If it
 * returns true, others may still look at what it had on its stack. */
void dr_net_spawn(struct dr_host *host, int rank, bool (*body)(void *),
                  void *argument);

/* Run until every actor ended.  Returns without them only if none can move. */
void dr_net_run(void);

/* Simulated seconds since the start. */
double dr_net_now(void);

/* Let `alarm` ring at `alarm->when`, which is not before now. */
void dr_net_set(struct dr_alarm *alarm);

/* Alarms set and flows running: 0 means nothing will ever happen by itself. */
size_t dr_net_pending(void);

/* How many alarms rang so far. */
uint64_t dr_net_rung(void);

/*
 * Move `bytes` along the route as a SimGrid flow that shares its links,
 * starting now.  `alarm` rings when the last byte has arrived, but not before
 * a transfer of `rate` bytes per second would have ended (0: unlimited).  Only
 * in the engine.
 */
void dr_net_flow(struct dr_route *route, double bytes, double rate,
                 struct dr_alarm *alarm);

/* What a blocked rank sleeps on.  Waking before sleeping is remembered. */
struct dr_wakeup;
struct dr_wakeup *dr_wakeup_new(void);
void dr_wakeup_sleep(struct dr_wakeup *wakeup);
void dr_wakeup_wake(struct dr_wakeup *wakeup);

/* Let the calling actor compute on its host's processor, which it may share
 * with other ranks; returns when the flops are done. */
void dr_net_execute(double flops);

#ifdef __cplusplus
}
#endif

#endif
