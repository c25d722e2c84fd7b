/*
 * deadlock_taken.c - a receive from any source that took what a later receive
 * waits for.
 */
#include <string.h>

#include "cli/deadlock.h"
#include "core/call_text.h"

const struct dr_channel *dr_taken_find(const struct dr_stuck_rank *stuck)
{
    const struct dr_request *recv = stuck->first;
    const struct dr_channel *channel;
    const struct dr_rank *from;

    if (!recv || recv->operation != DR_RECV || recv->peer < 0 ||
        recv->context % DR_CONTEXTS == DR_CONTEXT_COLLECTIVE)
        return NULL;
    from = &dr_world->ranks[dr_comm_world_rank(recv->comm, recv->peer)];
    channel = dr_table_get(&from->port->channels, recv->context,
                           (uint64_t)stuck->rank);
    if (!channel || !channel->taken ||
        (recv->tag != MPI_ANY_TAG && recv->tag != channel->taken->tag))
        return NULL;
    return channel;
}

static void add_wildcard(struct dr_text *text, const struct dr_taken *taken)
{
    dr_text_printf(text, "%s from any source at ", taken->call);
    dr_call_place_text(text, taken->site);
}

void dr_taken_text(struct dr_text *text, const struct dr_channel *channel)
{
    dr_text_printf(text, "rank %d sent one with tag %d at ", channel->from->id,
                   channel->taken->tag);
    dr_call_place_text(text, channel->taken->send_site);
    dr_text_printf(text, ", taken by ");
    add_wildcard(text, channel->taken);
}

void dr_taken_change(struct dr_text *text, const struct dr_channel *channel)
{
    dr_text_printf(text, "do not let ");
    add_wildcard(text, channel->taken);
    dr_text_printf(text, " (rank %d) take the message that rank %d sends at ",
                   channel->to->id, channel->from->id);
    dr_call_place_text(text, channel->taken->send_site);
    dr_text_printf(text,
                   ": give that a tag of its own, or name the source of that "
                   "%s",
                   strstr(channel->taken->call, "probe") ? "probe" : "receive");
}
