/*
 * operation.c - starting, completing and cancelling sends and receives.
 */
#include "p2p/operation.h"

#include <assert.h>

#include "p2p/hold.h"
#include "p2p/lore.h"
#include "p2p/progress.h"
#include "p2p/protocol.h"
#include "p2p/record.h"
#include "p2p/schedule.h"
#include "p2p/wait.h"

/* Who starts it: the program, or a collective in the background. */
static const void *author(const struct dr_request *request)
{
    if (request->step_of)
        return dr_schedule_author(request);
    return request->owner;
}

void dr_operation_start(struct dr_request *request)
{
    request->owner->port->begun++;
    request->owner->port->told++;
    request->active = true;
    request->done = false;
    request->filled = false;
    request->recorded = 0;
    request->message = NULL;
    if (dr_world->io)
        request->owner->port->told_s = dr_net_now();
    if (!request->step_of)
        dr_moves_forget(request->owner->port);
    if (dr_world->engine->lore)
        dr_lore_tell(author(request), request);
    if (request->peer == MPI_PROC_NULL) {
        request->result = request->operation == DR_RECV ? dr_result_proc_null()
                                                        : dr_result_empty();
        dr_operation_complete(request);
    } else if (request->operation == DR_SEND) {
        dr_send_start(request);
    } else {
        dr_recv_start(request);
    }
}

/* MPI_Finalize waits for it, though it is freed. */
static bool must_end(const struct dr_request *request)
{
    return request->operation == DR_SEND || request->file;
}

static void end_detached(struct dr_request *request)
{
    struct dr_port *port = request->owner->port;

    if (must_end(request) && --port->detached == 0 && port->wait &&
        port->wait->kind == DR_WAIT_DETACHED)
        dr_progress_one_done(port);
    if (request->land || (request->file && request->result.error))
        dr_list_append(&port->freed, &request->step);
    else
        dr_operation_release(request);
}

void dr_operation_complete(struct dr_request *request)
{
    assert(request->active && !request->done);
    request->done = true;
    DR_EMIT(&dr_world->bus, DR_EVENT_DONE, .rank = request->owner->id,
            .peer = -1, .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .request = request);
    if (dr_world->io && request->operation <= DR_RECV)
        request->owner->port->heard_s = dr_net_now();
    request->owner->port->received += request->operation == DR_RECV;
    if (request->step_of) {
        dr_schedule_step_done(request);
        return;
    }
    if (request->awaited)
        dr_progress_one_done(request->owner->port);
    if (request->detached)
        end_detached(request);
}

void dr_operation_detach(struct dr_request *request)
{
    dr_handle_free(&request->owner->handles, (uintptr_t)request->handle);
    request->handle = NULL;
    request->detached = true;
    dr_hold_drop(request);
    if (must_end(request))
        request->owner->port->detached++;
}

void dr_operation_learnt(const struct dr_request *request)
{
    struct dr_engine *engine = dr_world->engine;

    if (!request->done || request->detached)
        return;
    if (engine->record)
        dr_record_over(engine->record, request);
    if (engine->lore)
        dr_lore_learnt(request);
}

void dr_operation_drop(struct dr_request *request)
{
    if (dr_world->engine->lore)
        dr_lore_forget(request);
    dr_request_release(request);
}

void dr_operation_release(struct dr_request *request)
{
    dr_hold_drop(request);
    if (request->operation == DR_REMOTE && request->remote->learnt)
        request->remote->learnt(request);
    dr_operation_learnt(request);
    if (request->schedule)
        dr_schedule_end(request->schedule);
    dr_operation_drop(request);
}

static void cancelled(struct dr_request *request)
{
    request->result.cancelled = true;
    request->message = NULL;
    dr_operation_complete(request);
}

/* Where an unmatched message is decides how it goes. */
static void cancel_send(struct dr_request *request)
{
    struct dr_message *message = request->message;
    struct dr_port *target = message->channel->to->port;

    if (message->recv || message->handle)
        return;
    message->send = NULL;
    if (message->envelope.bin) {
        dr_match_withdraw_message(&target->match, &message->envelope);
        dr_message_tell(message, DR_EVENT_DROP);
        dr_message_free(message);
    } else {
        message->cancelled = true;
    }
    cancelled(request);
}

void dr_operation_settle(struct dr_match *match)
{
    struct dr_envelope *recv, *message;

    while (dr_match_settle(match, &recv, &message))
        dr_operation_match(DR_CONTAINER(message, struct dr_message, envelope),
                           DR_CONTAINER(recv, struct dr_request, envelope));
}

void dr_operation_cancel(struct dr_request *request)
{
    if (dr_world->config.explore && request->posted)
        dr_wait_pick(&request, 1, DR_PICK_TEST_ALL);
    if (request->done)
        return;
    if (request->operation == DR_RECV && request->posted) {
        struct dr_port *port = request->owner->port;

        dr_match_withdraw_recv(&port->match, &request->envelope);
        request->posted = false;
        cancelled(request);
        dr_operation_settle(&port->match);
    } else if (request->operation == DR_SEND && request->message) {
        cancel_send(request);
    }
}
