/*
 * deadlock_near.c - a message and a receive that almost fit each other.
 */
#include <stdlib.h>

#include "cli/deadlock.h"
#include "core/call_text.h"

/* So many ranks are asked for messages on their way. */
enum {
    SENDERS_MOST = 4096
};

static int differences(const struct dr_near *near)
{
    return near->tag + near->source + near->comm;
}

/* Sources are compared as ranks of MPI_COMM_WORLD: those of two communicators
 * have nothing to do with each other. */
static bool from_elsewhere(const struct dr_message *message,
                           const struct dr_request *recv)
{
    return recv->peer != MPI_ANY_SOURCE &&
           dr_comm_world_rank(recv->comm, recv->peer) !=
               message->channel->from->id;
}

/* What leaders of groups tell each other is no message of the program. */
static bool of_a_kind(const struct dr_near *near)
{
    return near->recv->context % DR_CONTEXTS ==
           near->message->envelope.context % DR_CONTEXTS;
}

static uint64_t room_of(const struct dr_request *recv)
{
    return recv->type ? recv->count * recv->type->size : recv->count;
}

/* Keep the pair if it is among the best. */
static int keep(struct dr_near *list, int count, int most, struct dr_near near)
{
    int at = count;

    if (differences(&near) == 0 || differences(&near) == 3 || !of_a_kind(&near))
        return count;
    while (at > 0 && differences(&list[at - 1]) > differences(&near)) {
        if (at < most)
            list[at] = list[at - 1];
        at--;
    }
    if (at < most)
        list[at] = near;
    return count < most ? count + 1 : count;
}

static struct dr_near compare(const struct dr_message *message,
                              const struct dr_request *recv)
{
    return (struct dr_near){
        .message = message,
        .recv = recv,
        .tag = recv->tag != MPI_ANY_TAG && recv->tag != message->envelope.tag,
        .source = from_elsewhere(message, recv),
        .comm = recv->context != message->envelope.context,
        .room = recv->type && !recv->grows && message->bytes > room_of(recv),
    };
}

/* No receive of a program meets messages of collectives; those that make
 * communicators have tags of the program's. */
static bool of_program(uint32_t context)
{
    return context % DR_CONTEXTS != DR_CONTEXT_COLLECTIVE;
}

/* Messages on their way count as well, but for those that another receive will
 * take: they will not fit either. */
static int near_flying(const struct dr_request *recv, uint32_t context,
                       struct dr_near *list, int count, int most)
{
    for (int i = 0; i < dr_world->nranks && i < SENDERS_MOST; i++) {
        const struct dr_channel *channel =
            dr_table_get(&dr_world->ranks[i].port->channels, context,
                         (uint64_t)recv->owner->id);
        const struct dr_link *it;

        if (!channel)
            continue;
        DR_LIST_FOREACH(it, &channel->flying) {
            const struct dr_message *message =
                DR_CONTAINER(it, const struct dr_message, queue);

            if (!dr_match_wanted(&recv->owner->port->match, &message->envelope))
                count = keep(list, count, most, compare(message, recv));
        }
    }
    return count;
}

static int near_recv(const struct dr_request *recv, struct dr_near *list,
                     int most)
{
    const struct dr_rank *rank = recv->owner;
    const struct dr_match *match = &rank->port->match;
    struct dr_envelope *it = dr_match_first(match);
    uint32_t world = rank->comm_world->circle->context;
    int count = 0;

    for (; it; it = dr_match_next(match, it)) {
        if (of_program(it->context))
            count = keep(
                list, count, most,
                compare(DR_CONTAINER(it, struct dr_message, envelope), recv));
    }
    if (rank->port->incoming == 0)
        return count;
    count = near_flying(recv, recv->context, list, count, most);
    return recv->context == world ? count
                                  : near_flying(recv, world, list, count, most);
}

static bool open(const struct dr_request *request)
{
    return request->operation == DR_RECV && !request->done && request->active &&
           request->posted && of_program(request->context);
}

/* The target's receives: those with handles, and those it blocks in. */
static int near_send(const struct dr_request *send, struct dr_near *list,
                     int most)
{
    const struct dr_message *message = send->message;
    const struct dr_rank *target = message->channel->to;
    const struct dr_wait *wait = target->port->wait;
    int count = 0;

    for (uint32_t i = 0; i < target->handles.count; i++) {
        const struct dr_entry *entry = &target->handles.entries[i];

        if (entry->kind == DR_KIND_REQUEST && open(entry->object))
            count = keep(list, count, most, compare(message, entry->object));
    }
    for (int i = 0; wait && i < wait->count; i++) {
        const struct dr_request *request = wait->requests[i];

        if (!request->handle && (open(request) || wait->kind == DR_WAIT_PROBE))
            count = keep(list, count, most, compare(message, request));
    }
    return count;
}

int dr_near_find(const struct dr_stuck_rank *stuck, struct dr_near *list,
                 int most)
{
    const struct dr_request *first = stuck->first;

    if (!first || !of_program(first->context))
        return 0;
    if (first->operation == DR_RECV)
        return near_recv(first, list, most);
    return first->message ? near_send(first, list, most) : 0;
}


/* What the rank calls the communicator of a context. */
static void add_comm(struct dr_text *text, const struct dr_rank *rank,
                     uint32_t context)
{
    const struct dr_comm *comm = dr_comm_of_context(rank, context);
    const char *name = "another communicator";

    if (comm == rank->comm_world)
        name = "MPI_COMM_WORLD";
    else if (comm == rank->comm_self)
        name = "MPI_COMM_SELF";
    else if (comm)
        name = comm->name ? comm->name : "a communicator of its own";
    dr_text_printf(text, "%s", name);
}

static void add_source(struct dr_text *text, const struct dr_request *recv)
{
    dr_text_printf(text, "rank %d", dr_comm_world_rank(recv->comm, recv->peer));
}

static void say_message(struct dr_text *text, const struct dr_near *near)
{
    const struct dr_message *message = near->message;
    const struct dr_request *recv = near->recv;
    const char *also = "";

    dr_text_printf(text, "rank %d has sent it %llu byte%s with tag %d",
                   message->channel->from->id,
                   (unsigned long long)message->bytes,
                   dr_text_s(message->bytes), message->envelope.tag);
    if (near->comm) {
        dr_text_printf(text, " on ");
        add_comm(text, recv->owner, message->envelope.context);
    }
    if (message->facts.send_site && !message->facts.step) {
        dr_text_printf(text, " at ");
        dr_call_place_text(text, message->facts.send_site);
    }
    dr_text_printf(text, ", not received: it asks");
    if (near->tag) {
        dr_text_printf(text, " for tag %d", recv->tag);
        also = " and";
    }
    if (near->source) {
        dr_text_printf(text, "%s for ", also);
        add_source(text, recv);
        also = " and";
    }
    if (near->comm) {
        dr_text_printf(text, "%s on ", also);
        add_comm(text, recv->owner, recv->context);
    }
}

static void say_recv(struct dr_text *text, const struct dr_near *near)
{
    const struct dr_message *message = near->message;
    const struct dr_request *recv = near->recv;

    dr_text_printf(text, "rank %d receives", recv->owner->id);
    if (recv->tag == MPI_ANY_TAG)
        dr_text_printf(text, " with any tag");
    else
        dr_text_printf(text, " with tag %d", recv->tag);
    if (near->source) {
        dr_text_printf(text, " from ");
        add_source(text, recv);
    }
    if (near->comm) {
        dr_text_printf(text, " on ");
        add_comm(text, recv->owner, recv->context);
    }
    if (recv->site) {
        dr_text_printf(text, " at ");
        dr_call_place_text(text, recv->site);
    }
    dr_text_printf(text, ": this send has tag %d", message->envelope.tag);
    if (near->source)
        dr_text_printf(text, " from rank %d", message->channel->from->id);
    if (near->comm) {
        dr_text_printf(text, " on ");
        add_comm(text, message->channel->from, message->envelope.context);
    }
}

void dr_near_text(struct dr_text *text, const struct dr_stuck_rank *stuck,
                  const struct dr_near *near)
{
    dr_text_printf(text, "near miss: ");
    if (stuck->first->operation == DR_RECV)
        say_message(text, near);
    else
        say_recv(text, near);
    if (near->room)
        dr_text_printf(text, " (and has room for %llu of its %llu byte%s)",
                       (unsigned long long)room_of(near->recv),
                       (unsigned long long)near->message->bytes,
                       dr_text_s(near->message->bytes));
}
