/*
 * event.h - what happened: one record type, one bus.
 *
 * The engine tells; observers listen and never answer.  An event nobody
 * subscribed to costs one test of a bit: its record is not even built.
 *
 * Order: events come in the order they happen in simulated time, and at one
 * moment after what caused them; observers hear them in the order they
 * subscribed.  Pointers in an event hold while it is told, but strings and
 * sites as long as the run.
 *
 * A message, by the events that bear its number:
 *
 *   eager        SEND  TRANSFER_BEGIN..END                             MATCH
 *   synchronous  the same, then CONTROL_BEGIN..END (ACK)
 *   rendezvous   SEND  CONTROL (RTS)  MATCH  CONTROL (CTS)  TRANSFER
 *
 * What moves bytes otherwise (one-sided operations, storage) and does not send
 * messages of p2p/ fills in a struct dr_event_message of its own, with a number
 * of dr_event_message_begin(), and tells SEND, TRANSFER_BEGIN, TRANSFER_END and
 * MATCH of it, so that whoever counts and draws messages counts and draws
 * these.  What moves nothing is a signal, with CONTROL_BEGIN and CONTROL_END:
 * it has a slot, and no number.
 */
#ifndef DR_EVENT_EVENT_H
#define DR_EVENT_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event/call.h"

/* Of a rank, whose call in progress is `call`; or of a message: `rank` has
 * sent it, `peer` gets it. */
enum dr_event_kind {
    DR_EVENT_CALL_BEGIN,    /* `call`: of a function of MPI */
    DR_EVENT_CALL_END,      /* the same; `call` is still whole */
    DR_EVENT_COMPUTE_BEGIN, /* the rank spends time outside MPI */
    DR_EVENT_COMPUTE_END,
    DR_EVENT_POLL_BEGIN, /* a fruitless look (MPI_Test) takes time */
    DR_EVENT_POLL_END,
    DR_EVENT_WAIT_BEGIN, /* the rank blocks inside an MPI call */
    DR_EVENT_WAIT_OVER,  /* what it waits for is there: the latest event that
                            concerned a message was the cause */
    DR_EVENT_WAIT_END,
    DR_EVENT_POST,          /* a receive begins: `peer` (world rank, or -1 any),
                               `tag` (or -1 any), `context`, `request` */
    DR_EVENT_SEND,          /* a message was sent, `request` */
    DR_EVENT_CONTROL_BEGIN, /* RTS: rank to peer; CTS and ACK: peer to rank */
    DR_EVENT_CONTROL_END,   /* it has arrived */
    DR_EVENT_TRANSFER_BEGIN, /* payload leaves rank for peer */
    DR_EVENT_TRANSFER_END,   /* its last byte has reached peer */
    DR_EVENT_MATCH,          /* message and receive have met */
    DR_EVENT_DROP,           /* the message was cancelled */
    DR_EVENT_TAKE_BEGIN,     /* a receive costs its rank's processor time */
    DR_EVENT_TAKE_END,
    DR_EVENT_DONE,     /* of rank, `request`; `message` if it has one */
    DR_EVENT_RANK_END, /* the rank's main is over */
    DR_EVENT_STUCK,    /* the run is over, this rank waits for ever;
                          `peer`: for whom, or -1: for several or none */
    DR_EVENT_KINDS
};

enum dr_event_protocol {
    DR_SENT_EAGER,
    DR_SENT_SYNCHRONOUS, /* eager, and the sender hears of the match */
    DR_SENT_RENDEZVOUS,
    DR_SENT_ONE_SIDED, /* an operation on a window */
    DR_SENT_STORAGE,   /* to or from a file */
};

enum dr_event_control {
    DR_CONTROL_RTS, /* the envelope of a rendezvous */
    DR_CONTROL_CTS, /* the receiver's answer */
    DR_CONTROL_ACK, /* a synchronous sender hears of its match */
    /* What has neither data nor a receive, such as the request for a lock: rank
     * to peer.  Only BEGIN of INTENT: it is to be sent, and may have to wait
     * for its sender's processor; then BEGIN and END of SIGNAL. */
    DR_CONTROL_INTENT,
    DR_CONTROL_SIGNAL,
};

/* A message, from its SEND until it is over.  Calls and sites are NULL where
 * the program made none. */
struct dr_event_message {
    uint64_t number;  /* of the run, counted from 1 in the order of sending */
    uint32_t slot;    /* small, and given again to another when it is over */
    uint32_t context; /* of its communicator */
    int from, to;     /* ranks in MPI_COMM_WORLD */
    int tag;
    enum dr_event_protocol protocol;
    uint64_t bytes;
    bool waits;  /* its sender asked to wait for the match, MPI_Ssend */
    bool step;   /* of a collective, whose call is named */
    bool posted; /* MATCH: the receive was there before the message */
    const char *send_call, *recv_call; /* the latter from MATCH on */
    const void *send_site, *recv_site;
};

struct dr_event {
    enum dr_event_kind kind;
    int rank;
    int peer;
    int actor; /* the rank whose code runs, or -1: the engine goes on */
    double time_s;
    uint64_t bytes; /* of the message, or of the buffer a call names */
    const struct dr_event_message *message;
    const struct dr_call *call;
    const char *comm;    /* CALL_BEGIN: the name of its communicator, or NULL */
    const void *request; /* tells operations under way from each other */
    enum dr_event_control control;
    union {
        struct {
            int tag;
            uint32_t context;
        };
        struct { /* TRANSFER_BEGIN, CONTROL_BEGIN but of INTENT: what it takes
                    alone, and how long it has its narrowest link to itself;
                    what it takes beyond that is waiting for links and ports */
            double latency_s, stream_s, link_s;
            bool within_host;
        };
    };
};

typedef void dr_observer_fn(void *self, const struct dr_event *event);

enum {
    DR_OBSERVERS_MOST = 8
};

struct dr_bus {
    int count;
    uint32_t wanted; /* bit per kind that somebody listens to */
    struct dr_observers {
        int count;
        struct {
            dr_observer_fn *tell;
            void *self;
        } observer[DR_OBSERVERS_MOST];
    } listeners[DR_EVENT_KINDS]; /* to each kind */
    /* Messages so far, and slots of those that are over. */
    uint64_t messages;
    uint32_t slots, free_slots, room;
    uint32_t *free_slot;
};

#define DR_EVENTS_ALL ((UINT32_C(1) << DR_EVENT_KINDS) - 1)

/* Listen to the kinds whose bits are set in `kinds`. */
void dr_bus_subscribe(struct dr_bus *bus, uint32_t kinds, dr_observer_fn *tell,
                      void *self);

/* Tell everyone who listens; use DR_EMIT(). */
void dr_bus_tell(const struct dr_bus *bus, const struct dr_event *event);

/* Does anybody listen? */
static inline bool dr_bus_wants(const struct dr_bus *bus,
                                enum dr_event_kind kind)
{
    return bus->wanted & (UINT32_C(1) << kind);
}

/* Tell of an event, whose fields are given as in an initialiser and not looked
 * at unless somebody listens. */
#define DR_EMIT(bus_, kind_, ...)                                              \
    do {                                                                       \
        if (dr_bus_wants(bus_, kind_))                                         \
            dr_bus_tell(bus_,                                                  \
                        &(struct dr_event){.kind = (kind_), __VA_ARGS__});     \
    } while (0)

/* Number a message and give it a slot; give a signal one; take it back. */
void dr_event_message_begin(struct dr_bus *bus,
                            struct dr_event_message *message);
void dr_event_signal_begin(struct dr_bus *bus, struct dr_event_message *signal);
void dr_event_message_end(struct dr_bus *bus,
                          const struct dr_event_message *message);

#endif
