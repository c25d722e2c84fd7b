/*
 * path.h - the critical path: the chain of causes that took all the time.
 *
 * Whatever happens has one cause that was the last to come true: a rank goes
 * on when what it waited for is there, a message leaves when its sender gets
 * to it, an answer when both message and receive are there.  The trail
 * (trail.h) of a cause goes on in what it causes, so that at the end the last
 * rank's trail is the path without any gap or waiting: if any stretch of it
 * took longer, so would the run, and what is not on it had time to spare.
 *
 * Its parts, which add up to the time of the run:
 *
 *     compute        simulated time outside MPI (DR_Compute, sleep)
 *     overhead       a rank inside MPI: overheads of messages, fruitless looks
 *     latency        a payload's first byte is on its way, or a signal
 *     bandwidth      its other bytes follow, after those that the links of its
 *                    own two ranks had to carry before (ports.h)
 *     contention     and what it takes beyond that: others are on the links
 *     late_sender    a rendezvous asks a receive that is there (RTS)
 *     late_receiver  and the answer that data or a sender waits for (CTS, ACK)
 *     storage        files are opened, asked about, read and written
 */
#ifndef DR_TRACE_PATH_H
#define DR_TRACE_PATH_H

#include "event/event.h"
#include "trace/ports.h"
#include "trace/spot.h"
#include "trace/stages.h"
#include "trace/trail.h"

enum dr_path_part {
    DR_PATH_COMPUTE,
    DR_PATH_OVERHEAD,
    DR_PATH_LATENCY,
    DR_PATH_BANDWIDTH,
    DR_PATH_CONTENTION,
    DR_PATH_LATE_SENDER,
    DR_PATH_LATE_RECEIVER,
    DR_PATH_STORAGE,
    DR_PATH_PARTS /* at most 8 */
};

/* What a message that is on its way will have been on each part of the path. */
struct dr_path_way {
    double latency_s; /* infinity: all of it */
    double stream_s;
    double own_s; /* when it would be there but for others */
};

struct dr_path_message {
    struct dr_trail trail;
    uint32_t spot; /* of the call that sends it */
    struct dr_path_way way;
    struct dr_path_stages stages;
};

/* A receive whose overhead passes. */
struct dr_path_take {
    struct dr_trail trail;
    uint64_t request;             /* which it is */
    struct dr_path_stages stages; /* of its message */
};

struct dr_path_rank {
    struct dr_trail trail;
    struct dr_trail vain; /* its trail, should what came be of no use */
    bool polls, met;      /* it looks; something came while it looked */
    uint32_t spot;        /* of its latest call that took time */
    double since_s;       /* when it blocked */
    struct dr_path_waits waits;
};

/* By spot: what calls were blocked for. */
struct dr_path_call {
    struct dr_path_waits waits;
};

struct dr_path {
    int nranks;
    struct dr_path_rank *ranks;
    struct dr_path_message *messages; /* by slot */
    uint32_t nmessages;
    struct dr_trail now;   /* of what the engine does now */
    struct dr_trail ended; /* of the rank that was the last to end */
    int nended;
    struct dr_path_stages cause; /* of the message that brought it about */
    struct dr_ports ports;
    struct dr_path_take *takes;
    uint32_t ntakes, takes_room;
    struct dr_trails trails;
    struct dr_spots spots;
    struct dr_path_call *calls;
    uint32_t ncalls;
};

/* Listen.  `identify` is for trace/spot.h. */
struct dr_path *dr_path_begin(struct dr_bus *bus, int nranks,
                              dr_identify_fn *identify);
void dr_path_end(struct dr_path *path);

/* What one call has on the path. */
struct dr_path_share {
    struct dr_spot spot;
    double parts_s[DR_PATH_PARTS];
    double all_s;
};

/* The whole of it. */
struct dr_path_found {
    double parts_s[DR_PATH_PARTS]; /* add up to the time, see below */
    size_t count;
    struct dr_path_share *shares; /* by number of their spots */
};

/*
 * The path of a run that is over at `now_s`, all ranks having ended; nothing
 * (count 0) if one has not.  What happened after the last rank's end is
 * overhead.  The caller releases it.
 */
struct dr_path_found dr_path_find(struct dr_path *path, double now_s);
void dr_path_found_end(struct dr_path_found *found);

#endif
