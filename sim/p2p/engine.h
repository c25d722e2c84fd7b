/*
 * engine.h - the message engine: what it keeps for the world and per rank.
 */
#ifndef DR_P2P_ENGINE_H
#define DR_P2P_ENGINE_H

#include "base/memory.h"
#include "base/table.h"
#include "core/request.h"
#include "core/world.h"
#include "net/transfer.h"
#include "p2p/match.h"
#include "p2p/moves.h"

/* What an alarm means when it rings. */
enum dr_ring {
    DR_RING_SLEEP,         /* a rank's sleep is over */
    DR_RING_RECEIVED,      /* a receive's overhead is over */
    DR_RING_INJECT,        /* a message's send overhead is over */
    DR_RING_EAGER,         /* envelope and payload have arrived */
    DR_RING_RTS,           /* the envelope of a rendezvous has arrived */
    DR_RING_CTS,           /* the receiver's answer has arrived */
    DR_RING_LAUNCH,        /* a payload begins to flow */
    DR_RING_PAYLOAD,       /* the payload of a rendezvous has arrived */
    DR_RING_QUIET,         /* explored: nobody moves without a decision */
    DR_RING_VAIN,          /* explored: nobody gets on without one */
    DR_RING_ACK,           /* a synchronous sender hears of its match */
    DR_RING_PARCEL_INJECT, /* a parcel's send overhead is over */
    DR_RING_PARCEL_LAUNCH, /* its payload begins to flow, or goes on */
    DR_RING_PARCEL,        /* it has arrived */
    DR_RING_TEST,          /* everybody has moved: test for a deadlock */
    DR_RING_TIMER,         /* what its owner waits for is over; p2p/timer.h */
};

struct dr_detect; /* p2p/detect.h */
struct dr_lore;   /* p2p/lore.h */
struct dr_record; /* p2p/record.h */

/* Shared by all ranks. */
struct dr_engine {
    struct dr_wire wire;
    struct dr_pool bins, messages, channels, taken;
    struct dr_pool payloads[10]; /* of 128 << i bytes */
    int polling;                 /* ranks between two looks of a polling loop */
    int resting;                 /* ranks that compute or sleep */
    size_t looking;              /* parcels under way that only look */
    size_t held_back;            /* what is no look, behind such a parcel */
    int woken;           /* ranks whose flush is over, and that have not run */
    uint64_t idle;       /* times that there was more to come than looks */
    uint64_t idle_polls; /* explored: since anything else could happen */
    struct dr_alarm quiet; /* explored: decide once all are blocked */
    struct dr_alarm vain;  /* or look in vain */
    bool vain_set;
    struct dr_moves moves;
    struct dr_link contests; /* explored: where somebody may be next */
    uint32_t ncontests;      /* opened so far */
    int left_out; /* explored: orders that no move decides: DR_LEFT_TURNS, or
                     _UPDATES */
    dr_choose_fn *choose;
    void *chooser;
    double idle_since_s;  /* when the first of them was */
    uint64_t idle_rounds; /* explored: of refusals since the last move */
    struct dr_lore *lore; /* explored, p2p/lore.h; or NULL */
    struct dr_detect *detect;
    struct dr_record *record; /* or NULL */
    uint64_t alarms;          /* handled so far */
    uint64_t test_at;     /* when they are this many, deadlocks are sought */
    struct dr_port *look; /* sleeps, and was sent what it does not want */
};

/* What a blocked rank waits for; on its stack while it sleeps. */
enum dr_wait_kind {
    DR_WAIT_ALL,      /* every one of the requests */
    DR_WAIT_ANY,      /* one of them */
    DR_WAIT_PROBE,    /* a message that fits requests[0], which is not posted */
    DR_WAIT_BUFFER,   /* the attached buffer to drain */
    DR_WAIT_DETACHED, /* freed operations to end, in MPI_Finalize */
};

struct dr_wait {
    enum dr_wait_kind kind;
    struct dr_request **requests;
    int count;
    int pick;          /* enum dr_pick: what was asked for */
    bool undecided;    /* explored: a move answers, not the first completion */
    uint64_t question; /* then: equal for equal looks at the same place */
    int answer;        /* then: as dr_wait_pick() returns it */
    uint64_t set;      /* then: of DR_PICKED_SET */
    struct dr_envelope *found; /* then: of a probe */
};

/* Looks that were answered with "not yet" since the rank last did something
 * else than looking. */
struct dr_refused {
    uint64_t *questions;
    int count, room;
};

/* What a rank looks at, as the layer that made the look knows. */
struct dr_gaze {
    /* Sentences about the look, and what it is at: "bytes 0 to 3 of ...". */
    void (*say)(const struct dr_gaze *gaze, struct dr_text *text);
    void (*where)(const struct dr_gaze *gaze, struct dr_text *text);
};

/* Fruitless looks in a row while nothing else could happen, livelock.h. */
struct dr_looks {
    uint64_t idle;           /* the engine's, at the first */
    double since_s;          /* when it was */
    uint32_t count;          /* 0: the rank did something else */
    double before_s, look_s; /* when the last two were */
    bool circles;            /* the rank's state came again, */
    double began_s; /* by a round that began then; and the latest one */
    double round_s;
    uint64_t state; /* to compare with: of this look, at this time */
    uint32_t at;
    double state_s;
    bool far;          /* some were operations on windows; then, */
    uint64_t ops;      /* which, since the last look; */
    uint64_t seen[4];  /* and of the looks before, by their numbers; */
    uint32_t alike[4]; /* so many in a row were as 1 .. 4 before; */
    uint32_t grows;    /* the look from which on they take longer, or 0; */
    uint32_t period;   /* rounds of so many looks have this sum of operations */
    uint64_t sum, round;
    const struct dr_gaze *gaze; /* at what one of the latest was, or NULL; */
    uint32_t gazed;             /* after so many */
};

/* One per rank. */
struct dr_port {
    struct dr_match match;
    struct dr_table channels; /* by context and target */
    struct dr_link deferred;  /* messages to answer at the next MPI call */
    struct dr_link stalled;   /* collectives to go on with then */
    struct dr_link parcels;   /* that arrived and are looked at then */
    struct dr_link freed;     /* accesses to files, over, that nobody waits for:
                                 what is left to do is done then */
    struct dr_link under_way; /* collectives begun and not over, by start */
    struct dr_wait *wait;
    const struct dr_wait *polls_for; /* for what, in a polling loop */
    uint64_t set;                    /* of the latest DR_PICKED_SET */
    int need;                        /* completions until the rank wakes */
    uint32_t incoming;    /* messages sent to it and not handed over */
    double since_s;       /* when it blocked, or was done with MPI */
    bool flushing, woken; /* waits as part of a look; is counted */
    bool computing;       /* outside MPI while simulated time passes */
    double sending_until; /* send and receive overheads queue up */
    double receiving_until;
    uint64_t decisions;        /* explored: answers given so far */
    struct dr_refused refused; /* explored: in a row */
    struct dr_looks looks;
    double polled_s;        /* time spent in this polling loop so far */
    double told_s, heard_s; /* with files: when it last began an operation,
                               and when one was last over,
                               or a message was seen by a probe */
    double clock_at; /* when the rank last looked at a clock, how often */
    int clock_looks;
    struct dr_alarm sleep;
    struct dr_rank *rank;
    uint64_t begun, received; /* messages so far */
    uint64_t told; /* what it has begun that others may learn something from */
    uint64_t visited; /* by or with operations of passive target */
    int detached;     /* freed sends and accesses under way */
    void *buffer;     /* MPI_Buffer_attach */
    uint64_t buffer_size, buffer_used;
    const char *buffer_call; /* that attached it, and where */
    const void *buffer_site;
};

/* Create engine and ports; `ranks` are filled in but for their ports. */
void dr_engine_begin(struct dr_world *world, const struct dr_wire *wire);

/* What MPI leaves open is decided by `choose`; before ranks run. */
void dr_engine_explore(struct dr_world *world, dr_choose_fn *choose,
                       void *self);

/* An alarm rang: the upcall of net/net.h. */
void dr_engine_ring(struct dr_alarm *alarm);

/* Called by net/net.h's ring and by ranks that block or end: if every rank
 * that is alive is blocked and nothing is under way, the run is deadlocked. */
void dr_engine_check_stuck(void);

/* Explored: somebody goes on only to look again and again.  Decide what can be
 * decided once the running rank is blocked. */
void dr_engine_decide_soon(void);

#endif
