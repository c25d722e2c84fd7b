/*
 * schedule_run.c - the rounds of a schedule, one after the other.
 */
#include "p2p/hold.h"
#include "p2p/lore.h"
#include "p2p/message.h"
#include "p2p/operation.h"
#include "p2p/record.h"
#include "p2p/schedule_step.h"

/* A user's operator may look at its datatype: when the program has freed that
 * handle, it gets another one for the time of the call. */
static int apply_typed(const struct dr_step *step)
{
    struct dr_span in = dr_step_span(&step[0]), inout = dr_step_span(&step[1]);
    struct dr_handles *handles = &dr_world->self->handles;
    MPI_Datatype handle = step[2].handle;
    int error;

    if (dr_datatype_get(handle) != inout.type)
        handle = (MPI_Datatype)dr_handle_new(handles, DR_KIND_DATATYPE,
                                             (void *)(uintptr_t)inout.type);
    error = dr_op_apply(step[2].op, in.buffer, inout.buffer, inout.count,
                        inout.type, handle);
    if (handle != step[2].handle)
        dr_handle_free(handles, (uintptr_t)handle);
    return error;
}

/* A user's operator runs as the rank, wherever the round was started. */
static void apply(struct dr_schedule *schedule, const struct dr_step *step)
{
    struct dr_rank *self = dr_world->self;
    struct dr_rank *owner = schedule->request->owner;
    const struct dr_call *call = owner->call;
    struct dr_call inside = {.name = schedule->request->call,
                             .kinds = "",
                             .site = schedule->request->site};
    int error;

    dr_message_return(&schedule->briefly, dr_step_span(&step[1]));
    dr_world->self = owner;
    if (!call)
        owner->call = &inside; /* it may touch the operation's buffers */
    error = apply_typed(step);
    owner->call = call;
    dr_world->self = self;
    if (error)
        schedule->request->result.error = error;
}

/* A rank's own block may be longer than where it goes, as any other's. */
static void copy(struct dr_schedule *schedule, struct dr_span from,
                 struct dr_span to)
{
    uint64_t bytes = dr_span_bytes(from), room = dr_span_bytes(to);
    struct dr_result *result = &schedule->request->result;

    dr_message_return(&schedule->briefly, to);
    if (bytes > room) {
        result->error = MPI_ERR_TRUNCATE;
        result->bytes = room;
        result->source = schedule->ways[0].comm->rank;
        schedule->request->sent_bytes = bytes;
    }
    dr_usermem_copy(from, to, bytes < room ? bytes : room);
}

static void run_local(struct dr_schedule *schedule, const struct dr_step *step)
{
    switch ((enum dr_step_kind)step->kind) {
    case DR_STEP_COPY:
        copy(schedule, dr_step_span(&step[0]), dr_step_span(&step[1]));
        break;
    case DR_STEP_REDUCE:
        apply(schedule, step);
        break;
    case DR_STEP_TASK:
        schedule->pending++;
        /* fall through */
    case DR_STEP_CALL:
        dr_message_return_all(&schedule->briefly);
        step->function(step->argument);
        break;
    case DR_STEP_SEND:
    case DR_STEP_RECV:
    case DR_STEP_MORE:
        break;
    }
}

static void start_transfer(struct dr_schedule *schedule,
                           const struct dr_step *step)
{
    bool sends = step->kind == DR_STEP_SEND;
    struct dr_request *request = dr_request_new(sends ? DR_SEND : DR_RECV);
    const struct dr_way *way = &schedule->ways[step->way];

    request->owner = schedule->request->owner;
    request->comm = dr_comm_hold(way->comm);
    request->context = way->context;
    request->peer = step->peer;
    request->tag = way->tag;
    request->buffer = step->buffer;
    request->count = step->count;
    if (step->type)
        request->type = dr_datatype_hold(step->type);
    request->typed = schedule->typed;
    request->step_of = schedule;
    request->loans = step->lends ? &schedule->loans : &schedule->briefly;
    if (!sends)
        dr_message_return(&schedule->briefly, dr_step_span(step));
    dr_list_append(&schedule->running, &request->step);
    dr_operation_start(request);
}

static bool transfers(const struct dr_step *step)
{
    return step->kind == DR_STEP_SEND || step->kind == DR_STEP_RECV;
}

/* Run rounds until one has to wait for a transfer, or all are over. */
static void go_on(struct dr_schedule *schedule)
{
    while (schedule->pending == 0 && schedule->next < schedule->count) {
        uint32_t first = schedule->next, end = first;

        schedule->starting = true;
        do {
            run_local(schedule, &schedule->steps[end]);
            schedule->pending += transfers(&schedule->steps[end]);
            end++;
        } while (end < schedule->count && !schedule->steps[end].begins_round);
        schedule->next = end;
        for (uint32_t i = first; i < end; i++) {
            if (transfers(&schedule->steps[i]))
                start_transfer(schedule, &schedule->steps[i]);
        }
        schedule->starting = false;
    }
    if (schedule->pending == 0) {
        dr_message_return_all(&schedule->loans);
        dr_message_return_all(&schedule->briefly);
        dr_list_remove(&schedule->begun);
        dr_hold_filled(schedule->request);
        dr_operation_complete(schedule->request);
    }
}

struct dr_request *dr_schedule_keep(struct dr_schedule *schedule)
{
    struct dr_request *request = dr_request_new(DR_COLLECTIVE);

    request->comm = dr_comm_hold(schedule->ways[0].comm);
    request->schedule = schedule;
    schedule->request = request;
    request->call = dr_world->self->call->name;
    request->site = dr_world->self->call->site;
    dr_schedule_compare(schedule);
    schedule->offers = NULL;
    return request;
}

void dr_schedule_run(struct dr_request *request)
{
    struct dr_schedule *schedule = request->schedule;

    request->result = dr_result_empty();
    request->active = true;
    request->done = false;
    schedule->next = 0;
    dr_schedule_count(schedule);
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

/* Something of the round that was pending is over. */
static void one_over(struct dr_schedule *schedule)
{
    struct dr_port *port = schedule->request->owner->port;

    if (--schedule->pending > 0 || schedule->starting)
        return;
    if (dr_world->config.progress == DR_PROGRESS_WEAK && port->computing)
        dr_list_append(&port->stalled, &schedule->link);
    else
        go_on(schedule);
}

void dr_schedule_step_done(struct dr_request *step)
{
    struct dr_schedule *schedule = step->step_of;
    struct dr_request *request = schedule->request;

    if ((schedule->exchanges && step->operation == DR_RECV) ||
        step->result.error) {
        request->result = step->result;
        request->sent_bytes = step->sent_bytes;
        request->sent = step->sent;
    }
    if (dr_world->engine->record && step->operation == DR_RECV)
        dr_record_over(dr_world->engine->record, step);
    if (dr_world->engine->lore)
        dr_lore_tell(step, request);
    dr_list_remove(&step->step);
    dr_operation_drop(step);
    one_over(schedule);
}

void dr_schedule_task_over(struct dr_schedule *schedule)
{
    one_over(schedule);
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

const struct dr_request *dr_schedule_author(const struct dr_request *request)
{
    return request->step_of ? request->step_of->request : request;
}

void dr_schedule_catch_up(struct dr_port *port)
{
    while (!dr_list_empty(&port->stalled)) {
        struct dr_link *first = port->stalled.next;

        dr_list_remove(first);
        go_on(DR_CONTAINER(first, struct dr_schedule, link));
    }
}
