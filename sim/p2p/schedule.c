/*
 * schedule.c - a collective as rounds of sends, receives and local steps.
 */
#include "p2p/schedule.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "p2p/lore.h"
#include "p2p/operation.h"
#include "p2p/record.h"

/* Tags of collectives count up and start again here; those of persistent ones
 * do so behind them, and behind these are the tags of partial ones. */
enum {
    TAGS = 1 << 24
};

enum step_kind {
    STEP_SEND,
    STEP_RECV,
    STEP_COPY,
    STEP_REDUCE,
    STEP_CALL
};

/* Where messages go: into a context of a communicator.  No schedule needs more
 * than the collective's own and those of an exchange. */
enum {
    WAYS_MOST = 3
};

struct way {
    struct dr_comm *comm;
    uint32_t context;
    int tag;
};

struct step {
    enum step_kind kind;
    int round;
    int peer;
    unsigned way; /* of its schedule's */
    struct dr_span from, to;
    const struct dr_op *op;
    MPI_Datatype handle;
    void (*function)(void *);
    void *argument;
};

struct scratch {
    struct scratch *next;
    max_align_t memory[];
};

struct dr_schedule {
    struct dr_link link;    /* stalled */
    struct dr_link begun;   /* under way at its rank */
    struct dr_link running; /* requests of this round */
    struct dr_request *request;
    struct way ways[WAYS_MOST]; /* the first names the collective */
    unsigned nways, way;        /* the one for steps to add */
    bool exchanges;             /* its result is that of its receive */
    int round;                  /* being added to, then being run */
    int pending;
    bool starting; /* a round's operations are being started */
    uint32_t count, room, next;
    struct step *steps;
    struct scratch *scratch;
};


struct dr_schedule *dr_schedule_new(struct dr_comm *comm)
{
    struct dr_schedule *schedule = dr_zalloc(1, sizeof *schedule);

    schedule->ways[0] =
        (struct way){.comm = dr_comm_hold(comm),
                     .context = comm->circle->context + DR_CONTEXT_COLLECTIVE,
                     .tag = (int)(comm->collectives++ % TAGS)};
    schedule->nways = 1;
    dr_list_init(&schedule->link);
    dr_list_init(&schedule->begun);
    dr_list_init(&schedule->running);
    return schedule;
}

struct dr_schedule *dr_schedule_new_partial(struct dr_comm *comm, int tag)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);

    comm->collectives--;
    schedule->ways[0].tag = 2 * TAGS + tag % (INT_MAX - 2 * TAGS);
    return schedule;
}

struct dr_schedule *dr_schedule_new_kept(struct dr_comm *comm)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);

    comm->collectives--;
    schedule->ways[0].tag = TAGS + (int)(comm->kept++ % TAGS);
    return schedule;
}

static void turn(struct dr_schedule *schedule, struct way way)
{
    unsigned i = 0;

    while (i < schedule->nways && (schedule->ways[i].context != way.context ||
                                   schedule->ways[i].tag != way.tag))
        i++;
    assert(i < WAYS_MOST);
    schedule->ways[i] = way;
    schedule->way = i;
    if (i == schedule->nways)
        schedule->nways++;
}

void dr_schedule_turn_to(struct dr_schedule *schedule, struct dr_comm *comm)
{
    turn(schedule,
         (struct way){comm, comm->circle->context + DR_CONTEXT_COLLECTIVE,
                      schedule->ways[0].tag});
}

void *dr_schedule_scratch(struct dr_schedule *schedule, uint64_t bytes)
{
    struct scratch *scratch = dr_alloc(sizeof *scratch + bytes);

    scratch->next = schedule->scratch;
    schedule->scratch = scratch;
    return scratch->memory;
}

/* The program may free a datatype once the collective has begun. */
static struct dr_span hold(struct dr_span span)
{
    if (span.type)
        dr_datatype_hold(span.type);
    return span;
}

static void release(struct dr_span span)
{
    if (span.type)
        dr_datatype_release(span.type);
}

static struct step *add(struct dr_schedule *schedule, enum step_kind kind)
{
    struct step *step;

    if (schedule->count == schedule->room) {
        schedule->room = schedule->room ? 2 * schedule->room : 4;
        schedule->steps =
            dr_realloc(schedule->steps, schedule->room * sizeof *step);
    }
    step = &schedule->steps[schedule->count++];
    *step = (struct step){
        .kind = kind, .round = schedule->round, .way = schedule->way};
    return step;
}

void dr_schedule_send(struct dr_schedule *schedule, struct dr_span from,
                      int peer)
{
    struct step *step = add(schedule, STEP_SEND);

    step->from = hold(from);
    step->peer = peer;
}

void dr_schedule_recv(struct dr_schedule *schedule, struct dr_span to, int peer)
{
    struct step *step = add(schedule, STEP_RECV);

    step->to = hold(to);
    step->peer = peer;
}

static void converse(struct dr_schedule *schedule, struct dr_comm *comm,
                     uint32_t context, const struct dr_exchange *exchange)
{
    turn(schedule, (struct way){comm, context, exchange->recv_tag});
    dr_schedule_recv(schedule, exchange->recv, exchange->source);
    turn(schedule, (struct way){comm, context, exchange->send_tag});
    dr_schedule_send(schedule, exchange->send, exchange->target);
    schedule->way = 0;
}

void dr_schedule_exchange(struct dr_schedule *schedule,
                          const struct dr_exchange *exchange)
{
    struct way *way = &schedule->ways[0];

    /* It is no collective: it takes none of their tags. */
    way->comm->collectives--;
    way->context = way->comm->circle->context;
    schedule->exchanges = true;
    dr_record_stop(dr_world->engine->record);
    converse(schedule, way->comm, way->context, exchange);
}

void dr_schedule_meet(struct dr_schedule *schedule, struct dr_comm *comm,
                      const struct dr_exchange *exchange)
{
    converse(schedule, comm, comm->circle->context + DR_CONTEXT_MAKING,
             exchange);
}

void dr_schedule_copy(struct dr_schedule *schedule, struct dr_span from,
                      struct dr_span to)
{
    struct step *step = add(schedule, STEP_COPY);

    step->from = hold(from);
    step->to = hold(to);
}

void dr_schedule_reduce(struct dr_schedule *schedule, const void *in,
                        void *inout, uint64_t count,
                        const struct dr_datatype *type, MPI_Datatype handle,
                        const struct dr_op *op)
{
    struct step *step = add(schedule, STEP_REDUCE);

    step->from = hold((struct dr_span){(void *)(uintptr_t)in, count, type});
    step->to = hold((struct dr_span){inout, count, type});
    step->handle = handle;
    step->op = dr_op_hold(op);
}

void dr_schedule_call(struct dr_schedule *schedule, void (*function)(void *),
                      void *argument)
{
    struct step *step = add(schedule, STEP_CALL);

    step->function = function;
    step->argument = argument;
}

void dr_schedule_end_round(struct dr_schedule *schedule)
{
    schedule->round++;
}

void dr_schedule_end(struct dr_schedule *schedule)
{
    for (uint32_t i = 0; i < schedule->count; i++) {
        release(schedule->steps[i].from);
        release(schedule->steps[i].to);
        if (schedule->steps[i].op)
            dr_op_release(schedule->steps[i].op);
    }
    while (schedule->scratch) {
        struct scratch *next = schedule->scratch->next;

        free(schedule->scratch);
        schedule->scratch = next;
    }
    dr_comm_release(schedule->ways[0].comm);
    free(schedule->steps);
    free(schedule);
}


static uint64_t packed(struct dr_span span)
{
    return span.type ? span.count * span.type->size : span.count;
}

/* A user's operator may look at its datatype: when the program has freed that
 * handle, it gets another one for the time of the call. */
static int apply_typed(const struct step *step)
{
    const struct dr_datatype *type = step->to.type;
    struct dr_handles *handles = &dr_world->self->handles;
    MPI_Datatype handle = step->handle;
    int error;

    if (dr_datatype_get(handle) != type)
        handle = (MPI_Datatype)dr_handle_new(handles, DR_KIND_DATATYPE,
                                             (void *)(uintptr_t)type);
    error = dr_op_apply(step->op, step->from.buffer, step->to.buffer,
                        step->to.count, type, handle);
    if (handle != step->handle)
        dr_handle_free(handles, (uintptr_t)handle);
    return error;
}

/* A user's operator runs as the rank, wherever the round was started. */
static void apply(const struct dr_schedule *schedule, const struct step *step)
{
    struct dr_rank *self = dr_world->self;
    int error;

    dr_world->self = schedule->request->owner;
    error = apply_typed(step);
    dr_world->self = self;
    if (error)
        schedule->request->result.error = error;
}

/* A rank's own block may be longer than where it goes, as any other's. */
static void copy(const struct dr_schedule *schedule, const struct step *step)
{
    uint64_t bytes = packed(step->from), room = packed(step->to);
    struct dr_result *result = &schedule->request->result;

    if (bytes > room) {
        result->error = MPI_ERR_TRUNCATE;
        result->bytes = room;
        result->source = schedule->ways[0].comm->rank;
        schedule->request->sent_bytes = bytes;
    }
    dr_usermem_copy(step->from, step->to, bytes < room ? bytes : room);
}

static void run_local(struct dr_schedule *schedule, const struct step *step)
{
    switch (step->kind) {
    case STEP_COPY:
        copy(schedule, step);
        break;
    case STEP_REDUCE:
        apply(schedule, step);
        break;
    case STEP_CALL:
        step->function(step->argument);
        break;
    case STEP_SEND:
    case STEP_RECV:
        break;
    }
}

static void start_transfer(struct dr_schedule *schedule,
                           const struct step *step)
{
    bool sends = step->kind == STEP_SEND;
    struct dr_request *request = dr_request_new(sends ? DR_SEND : DR_RECV);
    struct dr_span span = sends ? step->from : step->to;
    const struct way *way = &schedule->ways[step->way];

    request->owner = schedule->request->owner;
    request->comm = dr_comm_hold(way->comm);
    request->context = way->context;
    request->peer = step->peer;
    request->tag = way->tag;
    request->buffer = span.buffer;
    request->count = span.count;
    if (span.type)
        request->type = dr_datatype_hold(span.type);
    request->step_of = schedule;
    dr_list_append(&schedule->running, &request->step);
    dr_operation_start(request);
}

static bool transfers(const struct step *step)
{
    return step->kind == STEP_SEND || step->kind == STEP_RECV;
}

/* Run rounds until one has to wait for a transfer, or all are over. */
static void go_on(struct dr_schedule *schedule)
{
    while (schedule->pending == 0 && schedule->next < schedule->count) {
        uint32_t first = schedule->next, end = first;
        int round = schedule->steps[first].round;

        for (; end < schedule->count && schedule->steps[end].round == round;
             end++) {
            run_local(schedule, &schedule->steps[end]);
            schedule->pending += transfers(&schedule->steps[end]);
        }
        schedule->next = end;
        schedule->starting = true;
        for (uint32_t i = first; i < end; i++) {
            if (transfers(&schedule->steps[i]))
                start_transfer(schedule, &schedule->steps[i]);
        }
        schedule->starting = false;
    }
    if (schedule->pending == 0) {
        dr_list_remove(&schedule->begun);
        dr_operation_complete(schedule->request);
    }
}

struct dr_request *dr_schedule_keep(struct dr_schedule *schedule)
{
    struct dr_request *request = dr_request_new(DR_COLLECTIVE);

    request->comm = dr_comm_hold(schedule->ways[0].comm);
    request->schedule = schedule;
    schedule->request = request;
    return request;
}

void dr_schedule_run(struct dr_request *request)
{
    struct dr_schedule *schedule = request->schedule;

    request->result = dr_result_empty();
    request->active = true;
    request->done = false;
    schedule->next = 0;
    if (dr_world->engine->lore)
        dr_lore_tell(request->owner, request);
    dr_list_append(&request->owner->port->under_way, &schedule->begun);
    go_on(schedule);
}

struct dr_request *dr_schedule_start(struct dr_schedule *schedule)
{
    struct dr_request *request = dr_schedule_keep(schedule);

    dr_schedule_run(request);
    return request;
}

void dr_schedule_step_done(struct dr_request *step)
{
    struct dr_schedule *schedule = step->step_of;
    struct dr_request *request = schedule->request;

    if ((schedule->exchanges && step->operation == DR_RECV) ||
        step->result.error) {
        request->result = step->result;
        request->sent_bytes = step->sent_bytes;
    }
    if (dr_world->engine->record && step->operation == DR_RECV)
        dr_record_over(dr_world->engine->record, step);
    if (dr_world->engine->lore)
        dr_lore_tell(step, request);
    dr_list_remove(&step->step);
    dr_operation_drop(step);
    if (--schedule->pending > 0 || schedule->starting)
        return;
    if (dr_world->config.progress == DR_PROGRESS_WEAK &&
        request->owner->port->computing)
        dr_list_append(&request->owner->port->stalled, &schedule->link);
    else
        go_on(schedule);
}

void dr_schedule_each_step(const struct dr_schedule *schedule,
                           void (*visit)(void *self,
                                         const struct dr_request *step),
                           void *self)
{
    const struct dr_link *it;

    DR_LIST_FOREACH(it, &schedule->running)
        visit(self, DR_CONTAINER(it, const struct dr_request, step));
}

struct dr_schedule *dr_schedule_counterpart(const struct dr_schedule *schedule,
                                            const struct dr_port *port)
{
    const struct dr_link *it;

    DR_LIST_FOREACH(it, &port->under_way) {
        struct dr_schedule *other = DR_CONTAINER(it, struct dr_schedule, begun);

        if (other->ways[0].context == schedule->ways[0].context &&
            other->ways[0].tag == schedule->ways[0].tag)
            return other;
    }
    return NULL;
}

const struct dr_request *dr_schedule_request(const struct dr_schedule *schedule)
{
    return schedule->request;
}

void dr_schedule_catch_up(struct dr_port *port)
{
    while (!dr_list_empty(&port->stalled)) {
        struct dr_link *first = port->stalled.next;

        dr_list_remove(first);
        go_on(DR_CONTAINER(first, struct dr_schedule, link));
    }
}
