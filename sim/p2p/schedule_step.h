/*
 * schedule_step.h - what a schedule is made of; for schedule*.c only.
 *
 * A step is 32 bytes, because an all-to-all of a thousand ranks has millions:
 * what does not fit follows in steps of its own.
 *
 *     send, recv    one
 *     copy          from, then to
 *     reduce        in, then inout, then the operator
 *     call, task    one
 */
#ifndef DR_P2P_SCHEDULE_STEP_H
#define DR_P2P_SCHEDULE_STEP_H

#include "p2p/schedule.h"

enum dr_step_kind {
    DR_STEP_SEND,
    DR_STEP_RECV,
    DR_STEP_COPY,
    DR_STEP_REDUCE,
    DR_STEP_CALL,
    DR_STEP_TASK, /* the same, and goes on by itself */
    DR_STEP_MORE  /* belongs to the one before */
};

/* Where messages go: into a context of a communicator.  No schedule needs more
 * than the collective's own and those of an exchange. */
enum {
    DR_WAYS_MOST = 3
};

struct dr_way {
    struct dr_comm *comm;
    uint32_t context;
    int tag;
};

struct dr_step {
    uint8_t kind;
    uint8_t way;       /* of its schedule's */
    bool begins_round; /* waits for all before it */
    bool lends;        /* a send whose data stays as it is */
    int peer;
    union {
        void *buffer;
        void (*function)(void *);
        const struct dr_op *op;
    };
    union {
        uint64_t count;
        void *argument;
        MPI_Datatype handle; /* beside `op` */
    };
    const struct dr_datatype *type; /* held */
};

struct dr_scratch {
    struct dr_scratch *next;
    max_align_t memory[];
};

struct dr_schedule {
    struct dr_link link;    /* stalled */
    struct dr_link begun;   /* under way at its rank */
    struct dr_link running; /* requests of this round */
    struct dr_link loans;   /* messages that need data which stays */
    struct dr_link briefly; /* the same of data that a step may change */
    struct dr_request *request;
    struct dr_way ways[DR_WAYS_MOST]; /* the first names the collective */
    uint8_t nways, way;               /* the one for steps to add */
    bool exchanges;                   /* its result is that of its receive */
    bool typed;                       /* its messages are compared */
    bool ended;                       /* the round being added to */
    bool lends;                       /* sends to add do */
    bool starting;                    /* a round's steps are begun */
    int root;                         /* or DR_UNISON_NO_ROOT */
    const struct dr_offers *offers;   /* until it is kept; or NULL */
    int pending;
    uint32_t starts; /* of a persistent one, so far */
    uint32_t count, room, next;
    struct dr_step *steps;
    struct dr_scratch *scratch;
};

/* The running rank makes the call that the schedule is for: is it the same as
 * the other members'? */
void dr_schedule_compare(const struct dr_schedule *schedule);

/* It begins, once more if it is persistent. */
void dr_schedule_count(struct dr_schedule *schedule);

/* What it sends, receives or works on. */
static inline struct dr_span dr_step_span(const struct dr_step *step)
{
    return (struct dr_span){step->buffer, step->count, step->type};
}

#endif
