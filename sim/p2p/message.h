/*
 * message.h - a message on its way, and the channel it travels in.
 *
 * A message lives from the send until both sides are done with it.  It is in
 * exactly one place: on an alarm, held in its channel, kept unexpected by the
 * receiver's matcher, matched by a probe, or deferred.
 */
#ifndef DR_P2P_MESSAGE_H
#define DR_P2P_MESSAGE_H

#include "core/usermem.h"
#include "p2p/engine.h"

/* The last message of a channel that a receive from any source took. */
struct dr_taken {
    int tag;
    const char *call; /* of that receive */
    const void *site, *send_site;
};

/* From one rank to another in one context: messages keep their order. */
struct dr_channel {
    struct dr_rank *from, *to;
    struct dr_route *route;
    uint32_t sent;          /* number of the next message */
    uint32_t delivered;     /* number of the next one to hand over */
    struct dr_link flying;  /* sent and not arrived, by number */
    struct dr_link held;    /* arrived too early, by number */
    struct dr_taken *taken; /* NULL: none was */
};

enum {
    DR_MESSAGE_INLINE = 64
};

/* Data that stays where it is until the message has arrived, or its owner
 * needs it back. */
struct dr_loan {
    struct dr_link link; /* among those of the owner */
    struct dr_span from;
    const struct dr_request *owner; /* the collective */
};

struct dr_message {
    struct dr_envelope envelope;
    struct dr_alarm alarm;
    struct dr_passage passage;
    struct dr_link queue; /* flying or held in the channel, or deferred */
    struct dr_channel *channel;
    uint32_t number; /* in its channel */
    bool eager;
    bool synchronous; /* eager, and the sender waits to hear of the match */
    bool cancelled;   /* to be dropped when it arrives */
    bool buffered;    /* rendezvous out of the attached buffer */
    bool lent;        /* the payload is a loan */
    bool ready;       /* of a ready send */
    uint64_t expects; /* if ready: receives from this one on are too late */
    uint64_t bytes;
    void *payload;           /* copied out; NULL: still in the send buffer */
    struct dr_request *send; /* NULL once the sender is done */
    struct dr_request *recv; /* NULL until matched */
    MPI_Message handle;      /* matched by MPI_Mprobe */
    uint32_t recorded;       /* its send, in p2p/record.h; 0: none */
    const struct dr_signature *signature; /* of its data, held; NULL: not to be
                                             compared */
    struct dr_event_message facts;        /* for those who watch */
    union {
        char inlined[DR_MESSAGE_INLINE];
        struct dr_loan loan;
    };
};

/* The channel of a rank to a target; made at first use. */
struct dr_channel *dr_channel_get(struct dr_rank *from, uint32_t context,
                                  struct dr_rank *to);

/* Is a message on its way from a rank to the owner of `recv` that this receive
 * would take?  Its source is named. */
bool dr_channel_brings(const struct dr_rank *from,
                       const struct dr_request *recv);

/* How many messages that programs sent, no steps of collectives, are on their
 * way to a rank.  Cost: all channels there are. */
unsigned dr_message_coming(const struct dr_rank *to);

/*
 * A message of the channel has arrived.  Returns it if it is its turn, NULL
 * after holding it back; then dr_channel_next() gives those it held up.
 */
struct dr_message *dr_channel_arrive(struct dr_message *message);
struct dr_message *dr_channel_next(struct dr_channel *channel);

/* A message of `channel`, numbered; and its end. */
struct dr_message *dr_message_new(struct dr_channel *channel, uint64_t bytes);
void dr_message_free(struct dr_message *message);

/* The payload is lent by a step of a collective; when its data may change,
 * what has not arrived is copied: all loans, or those that `changes` touches.
 */
void dr_message_lend(struct dr_message *message, struct dr_span from,
                     const struct dr_request *step);
void dr_message_return_all(struct dr_link *loans);
void dr_message_return(struct dr_link *loans, struct dr_span changes);

/* The message has met `recv`: are both of the same types? */
void dr_message_compare(const struct dr_message *message,
                        const struct dr_request *recv);

/* Room for the payload, inside the message if it is small. */
void *dr_message_payload(struct dr_message *message, uint64_t bytes);

/* Tell those who watch: of a message, with more fields of the event. */
#define DR_MESSAGE_EMIT(message_, kind_, ...)                                  \
    DR_EMIT(&dr_world->bus, kind_, .rank = (message_)->facts.from,             \
            .peer = (message_)->facts.to,                                      \
            .actor = dr_world->self ? dr_world->self->id : -1,                 \
            .time_s = dr_net_now(), .bytes = (message_)->bytes,                \
            .message = &(message_)->facts, __VA_ARGS__)

/* The same without more. */
static inline void dr_message_tell(const struct dr_message *message,
                                   enum dr_event_kind kind)
{
    DR_MESSAGE_EMIT(message, kind, .request = NULL);
}

#endif
