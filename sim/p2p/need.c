/*
 * need.c - who must act before an operation can complete.
 */
#include "p2p/need.h"

#include "p2p/message.h"
#include "p2p/schedule.h"

bool dr_need_lives(const struct dr_rank *rank)
{
    return !rank->ended && rank->phase != DR_AFTER_FINALIZE;
}

bool dr_need_sleeps(const struct dr_rank *rank)
{
    return rank->port->wait && rank->port->need > 0;
}

bool dr_need_any(const struct dr_wait *wait)
{
    return wait->kind == DR_WAIT_ANY;
}

/* The peer's part: in a collective that runs there (contexts of collectives
 * are odd), or in its code. */
static struct dr_need of_peer(const struct dr_request *request,
                              struct dr_rank *peer)
{
    struct dr_need need = {.kind = DR_NEED_RANK, .rank = peer};

    if (request->step_of && request->context % 2 == 1)
        need.schedule = dr_schedule_counterpart(request->step_of, peer->port);
    if (need.schedule)
        need.kind = DR_NEED_SCHEDULE;
    return need;
}

static struct dr_rank *peer_of(const struct dr_request *request)
{
    return &dr_world->ranks[dr_comm_world_rank(request->comm, request->peer)];
}

/* A rendezvous that a weakly progressing rank put off goes on when that rank
 * calls MPI; if it has ended, never. */
static struct dr_need of_matched(const struct dr_message *message)
{
    struct dr_rank *ends[] = {message->channel->from, message->channel->to};

    for (int i = 0; i < 2; i++) {
        const struct dr_link *put_off = &ends[i]->port->deferred, *it;

        if (dr_need_lives(ends[i]) || dr_list_empty(put_off))
            continue;
        DR_LIST_FOREACH(it, put_off) {
            if (it == &message->queue)
                return (struct dr_need){DR_NEED_RANK, .rank = ends[i]};
        }
    }
    return (struct dr_need){DR_NEED_NOTHING};
}

static struct dr_need of_send(const struct dr_request *send)
{
    const struct dr_message *message = send->message;

    if (!message)
        return (struct dr_need){DR_NEED_NOTHING};
    if (message->recv)
        return of_matched(message);
    if (!message->envelope.bin && !message->handle &&
        dr_match_wanted(&message->channel->to->port->match, &message->envelope))
        return (struct dr_need){DR_NEED_NOTHING};
    return of_peer(send, message->channel->to);
}

static struct dr_need of_recv(const struct dr_request *recv)
{
    const struct dr_port *port = recv->owner->port;
    struct dr_rank *peer;

    if (recv->peer == MPI_ANY_SOURCE) {
        if (port->incoming > 0)
            return (struct dr_need){DR_NEED_NOTHING};
        return (struct dr_need){DR_NEED_MEMBER, .group = recv->comm->peers};
    }
    peer = peer_of(recv);
    if (port->incoming > 0 && dr_channel_brings(peer, recv))
        return (struct dr_need){DR_NEED_NOTHING};
    return of_peer(recv, peer);
}

/* The first of those that must act: when it has, the next is. */
static struct dr_need of_remote(const struct dr_request *request)
{
    int rank = request->remote->needs(request, 0);

    if (rank < 0)
        return (struct dr_need){DR_NEED_NOTHING};
    return (struct dr_need){DR_NEED_RANK, .rank = &dr_world->ranks[rank]};
}

struct dr_need dr_need_of(const struct dr_request *request, bool probe)
{
    if (request->done)
        return (struct dr_need){DR_NEED_NOTHING};
    if (request->operation == DR_COLLECTIVE)
        return (struct dr_need){DR_NEED_SCHEDULE, request->owner, NULL,
                                request->schedule};
    if (request->operation == DR_GENERAL || request->operation == DR_PROMISE)
        return (struct dr_need){DR_NEED_RANK, .rank = request->owner};
    if (request->operation == DR_REMOTE)
        return of_remote(request);
    if (request->operation == DR_SEND)
        return of_send(request);
    if (request->posted || probe)
        return of_recv(request);
    return request->message ? of_matched(request->message)
                            : (struct dr_need){DR_NEED_NOTHING};
}

void dr_need_of_held(const struct dr_port *port,
                     void (*visit)(void *self, const struct dr_message *held),
                     void *self)
{
    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_match *match = &dr_world->ranks[i].port->match;
        struct dr_envelope *it = dr_match_first(match);

        for (; it; it = dr_match_next(match, it)) {
            const struct dr_message *held =
                DR_CONTAINER(it, const struct dr_message, envelope);

            if (held->channel->from == port->rank &&
                (held->buffered || (held->send && held->send->detached)))
                visit(self, held);
        }
    }
}
