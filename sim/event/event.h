/*
 * event.h - what happened: one record type, one bus.
 *
 * The engine tells; observers listen and never answer.  An event nobody
 * subscribed to costs one test of a bit.
 *
 * Order: events come in the order they happen in simulated time, and
 * observers hear them in the order they subscribed.
 */
#ifndef DR_EVENT_EVENT_H
#define DR_EVENT_EVENT_H

#include <stdint.h>

enum dr_event_kind {
    DR_EVENT_COMPUTE_BEGIN, /* the rank spends time outside MPI */
    DR_EVENT_COMPUTE_END,
    DR_EVENT_WAIT_BEGIN, /* the rank blocks inside an MPI call */
    DR_EVENT_WAIT_END,
    DR_EVENT_SEND,           /* a message was sent: rank to peer, bytes */
    DR_EVENT_TRANSFER_BEGIN, /* payload leaves rank for peer */
    DR_EVENT_TRANSFER_END,   /* its last byte has reached peer */
    DR_EVENT_RANK_END,       /* the rank's main is over */
    DR_EVENT_KINDS
};

struct dr_event {
    enum dr_event_kind kind;
    int rank;
    int peer;
    double time_s;
    uint64_t bytes;
};

typedef void dr_observer_fn(void *self, const struct dr_event *event);

enum {
    DR_OBSERVERS_MOST = 8
};

struct dr_bus {
    int count;
    uint32_t wanted; /* bit per kind that somebody listens to */
    struct {
        dr_observer_fn *tell;
        void *self;
        uint32_t kinds;
    } observer[DR_OBSERVERS_MOST];
};

/* Listen to the kinds whose bits are set in `kinds`. */
void dr_bus_subscribe(struct dr_bus *bus, uint32_t kinds, dr_observer_fn *tell,
                      void *self);

/* Tell everyone who listens; use dr_bus_emit(). */
void dr_bus_tell(const struct dr_bus *bus, const struct dr_event *event);

static inline void dr_bus_emit(const struct dr_bus *bus,
                               enum dr_event_kind kind, int rank, int peer,
                               double time_s, uint64_t bytes)
{
    if (bus->wanted & (1u << kind)) {
        struct dr_event event = {kind, rank, peer, time_s, bytes};

        dr_bus_tell(bus, &event);
    }
}

#endif
