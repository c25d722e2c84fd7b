/*
 * recv.c - a receive begins, and ends.
 */
#include "p2p/lore.h"
#include "p2p/operation.h"
#include "p2p/protocol.h"
#include "p2p/record.h"

#include <math.h>

void dr_recv_start(struct dr_request *request)
{
    struct dr_port *port = request->owner->port;
    struct dr_envelope *found;

    request->result = dr_result_empty();
    request->envelope.context = request->context;
    request->envelope.source = request->peer;
    request->envelope.tag = request->tag;
    request->posted = true;
    if (dr_world->engine->record)
        dr_record_start(dr_world->engine->record, request, NULL);
    DR_EMIT(&dr_world->bus, DR_EVENT_POST, .rank = request->owner->id,
            .peer = request->peer == MPI_ANY_SOURCE
                        ? -1
                        : dr_comm_world_rank(request->comm, request->peer),
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .request = request,
            .call = dr_world->self ? dr_world->self->call : NULL,
            .tag = request->tag == MPI_ANY_TAG ? -1 : request->tag,
            .context = request->context);
    found = dr_match_post(&port->match, &request->envelope);
    if (found)
        dr_operation_match(DR_CONTAINER(found, struct dr_message, envelope),
                           request);
    else if (dr_world->engine->lore)
        dr_lore_posted(request->owner);
}

static void tell(const struct dr_request *request, enum dr_event_kind kind)
{
    DR_EMIT(&dr_world->bus, kind, .rank = request->owner->id, .peer = -1,
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .request = request);
}

void dr_recv_taken(struct dr_request *request)
{
    tell(request, DR_EVENT_TAKE_END);
    dr_operation_complete(request);
}

void dr_recv_finish(struct dr_request *request)
{
    double overhead = dr_world->engine->wire.protocol.recv_overhead_s;
    struct dr_port *port = request->owner->port;

    request->message = NULL;
    if (overhead <= 0) {
        dr_operation_complete(request);
        return;
    }
    tell(request, DR_EVENT_TAKE_BEGIN);
    /* One processor takes messages in one after the other. */
    port->receiving_until =
        fmax(port->receiving_until, dr_net_now()) + overhead;
    request->alarm.what = DR_RING_RECEIVED;
    request->alarm.when = port->receiving_until;
    dr_net_set(&request->alarm);
}
