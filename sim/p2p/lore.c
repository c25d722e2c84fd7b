/*
 * lore.c - explored: what a wildcard receive can no longer take.
 */
#include "p2p/lore.h"

#include <stdlib.h>

struct dr_lore {
    struct dr_table known; /* by author */
};

/* A receive that is about to end, by when it was posted. */
struct item {
    const struct dr_rank *rank;
    uint64_t order;
};

struct items {
    struct item *list;
    int count, room;
};

struct dr_lore *dr_lore_begin(void)
{
    return dr_zalloc(1, sizeof(struct dr_lore));
}

static struct dr_table *table(void)
{
    return &dr_world->engine->lore->known;
}

static struct items *find(const void *author)
{
    return dr_table_get(table(), (uintptr_t)author, 0);
}

static struct items *need(const void *author)
{
    struct items *items = find(author);

    if (!items) {
        items = dr_zalloc(1, sizeof *items);
        dr_table_put(table(), (uintptr_t)author, 0, items);
    }
    return items;
}

/* Keep those that have no message yet. */
static void thin(struct items *items)
{
    int kept = 0;

    for (int i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];

        if (dr_match_waits(&item->rank->port->match, item->order))
            items->list[kept++] = *item;
    }
    items->count = kept;
}

static bool has(const void *author, struct item item)
{
    const struct items *items = find(author);

    for (int i = 0; items && i < items->count; i++) {
        if (items->list[i].rank == item.rank &&
            items->list[i].order == item.order)
            return true;
    }
    return false;
}

static void add(const void *author, struct item item)
{
    struct items *items;

    if (has(author, item))
        return;
    items = need(author);
    if (items->count == items->room)
        thin(items);
    if (items->count == items->room) {
        items->room = items->room ? 2 * items->room : 4;
        items->list =
            dr_realloc(items->list, (size_t)items->room * sizeof *items->list);
    }
    items->list[items->count++] = item;
}

void dr_lore_tell(const void *from, const void *to)
{
    struct items *items = find(from);

    if (!items || from == to)
        return;
    thin(items);
    for (int i = 0; i < items->count; i++)
        add(to, items->list[i]);
}

void dr_lore_forget(const void *author)
{
    struct items *items = find(author);

    if (!items)
        return;
    dr_table_remove(table(), (uintptr_t)author, 0);
    free(items->list);
    free(items);
}

/* Which receives have a message that the rank knows to be there? */
static void conclude(const struct dr_rank *rank)
{
    const struct dr_match *match = &rank->port->match;
    struct dr_envelope *it = dr_match_first(match);

    for (; it; it = dr_match_next(match, it)) {
        const struct dr_envelope *recv =
            it->known ? dr_match_claimant(match, it) : NULL;

        if (recv)
            add(rank, (struct item){rank, recv->order});
    }
}

static struct dr_message *by_envelope(struct dr_envelope *envelope)
{
    return DR_CONTAINER(envelope, struct dr_message, envelope);
}

/* What the channel brought before the message with this number is there. */
static void know_before(struct dr_match *match, uint32_t context, int source,
                        uint32_t number)
{
    struct dr_envelope *it = dr_match_first(match);

    for (; it; it = dr_match_next(match, it)) {
        if (it->context == context && it->source == source &&
            (int32_t)(by_envelope(it)->number - number) < 0)
            it->known = true;
    }
}

void dr_lore_seen(struct dr_envelope *message)
{
    const struct dr_message *shown = by_envelope(message);
    const struct dr_rank *rank = shown->channel->to;

    message->known = true;
    know_before(&rank->port->match, message->context, message->source,
                shown->number);
    conclude(rank);
}

void dr_lore_met(struct dr_message *message, struct dr_request *recv)
{
    recv->envelope.number = message->number;
    if (message->send)
        dr_lore_tell(recv, message->send);
    dr_lore_tell(message, recv);
}

void dr_lore_learnt(const struct dr_request *request)
{
    const struct dr_rank *rank = request->owner;

    dr_lore_tell(request, rank);
    if (request->operation != DR_RECV || request->result.cancelled)
        return;
    know_before(&rank->port->match, request->context, request->result.source,
                request->envelope.number);
    conclude(rank);
}

void dr_lore_posted(const struct dr_rank *rank)
{
    conclude(rank);
}

bool dr_lore_late(const struct dr_envelope *message,
                  const struct dr_envelope *recv)
{
    const struct dr_message *sent =
        DR_CONTAINER(message, const struct dr_message, envelope);

    return has(sent, (struct item){sent->channel->to, recv->order});
}

bool dr_lore_there(const struct dr_rank *rank,
                   const struct dr_envelope *pattern)
{
    const struct dr_match *match = &rank->port->match;
    struct dr_envelope *it = dr_match_first(match);

    for (; it; it = dr_match_next(match, it)) {
        if (it->known && dr_match_fits(pattern, it) &&
            !dr_match_claimant(match, it))
            return true;
    }
    return false;
}
