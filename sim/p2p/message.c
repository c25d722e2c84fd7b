/*
 * message.c - a message on its way, and the channel it travels in.
 */
#include "p2p/message.h"

#include <stdlib.h>
#include <string.h>

#include "core/mismatch.h"
#include "p2p/lore.h"
#include "p2p/schedule.h"

struct dr_channel *dr_channel_get(struct dr_rank *from, uint32_t context,
                                  struct dr_rank *to)
{
    struct dr_port *port = from->port;
    struct dr_channel *channel =
        dr_table_get(&port->channels, context, (uint64_t)to->id);

    if (!channel) {
        channel = dr_pool_take(&dr_world->engine->channels);
        *channel = (struct dr_channel){
            .from = from,
            .to = to,
            .route = dr_net_route(from->host, to->host),
        };
        dr_list_init(&channel->flying);
        dr_list_init(&channel->held);
        dr_table_put(&port->channels, context, (uint64_t)to->id, channel);
    }
    return channel;
}

static struct dr_message *by_queue(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_message, queue);
}

static bool brings(const struct dr_link *list, int tag)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, list) {
        const struct dr_message *message = by_queue(it);

        if (!message->cancelled &&
            (tag == MPI_ANY_TAG || tag == message->envelope.tag))
            return true;
    }
    return false;
}

bool dr_channel_brings(const struct dr_rank *from,
                       const struct dr_request *recv)
{
    const struct dr_channel *channel = dr_table_get(
        &from->port->channels, recv->context, (uint64_t)recv->owner->id);

    return channel && channel->sent != channel->delivered &&
           (brings(&channel->flying, recv->tag) ||
            brings(&channel->held, recv->tag));
}

static unsigned count_sent(const struct dr_link *list)
{
    unsigned count = 0;
    struct dr_link *it;

    DR_LIST_FOREACH(it, list)
        count += !by_queue(it)->facts.step;
    return count;
}

unsigned dr_message_coming(const struct dr_rank *to)
{
    unsigned count = 0;

    for (int i = 0; to->port->incoming > 0 && i < dr_world->nranks; i++) {
        const struct dr_table *table = &dr_world->ranks[i].port->channels;

        for (uint32_t j = 0; table->entries && j <= table->mask; j++) {
            const struct dr_channel *channel = table->entries[j].value;

            if (channel && channel->to == to &&
                table->entries[j].a % DR_CONTEXTS == 0)
                count +=
                    count_sent(&channel->flying) + count_sent(&channel->held);
        }
    }
    return count;
}

struct dr_message *dr_channel_arrive(struct dr_message *message)
{
    struct dr_channel *channel = message->channel;
    struct dr_link *it;

    dr_list_remove(&message->queue);
    if (message->number == channel->delivered) {
        channel->delivered++;
        channel->to->port->incoming--;
        return message;
    }
    /* Numbers wrap; distances do not. */
    DR_LIST_FOREACH(it, &channel->held) {
        if (by_queue(it)->number - channel->delivered >
            message->number - channel->delivered)
            break;
    }
    dr_list_append(it, &message->queue);
    return NULL;
}

struct dr_message *dr_channel_next(struct dr_channel *channel)
{
    struct dr_message *next;

    if (dr_list_empty(&channel->held))
        return NULL;
    next = by_queue(channel->held.next);
    if (next->number != channel->delivered)
        return NULL;
    channel->delivered++;
    channel->to->port->incoming--;
    dr_list_remove(&next->queue);
    return next;
}


struct dr_message *dr_message_new(struct dr_channel *channel, uint64_t bytes)
{
    struct dr_message *message = dr_pool_take(&dr_world->engine->messages);

    memset(message, 0, offsetof(struct dr_message, inlined));
    message->channel = channel;
    message->number = channel->sent++;
    channel->to->port->incoming++;
    dr_list_append(&channel->flying, &message->queue);
    message->bytes = bytes;
    dr_event_message_begin(&dr_world->bus, &message->facts);
    return message;
}

/* The pool for a payload of this size, or NULL if malloc serves it. */
static struct dr_pool *payload_pool(uint64_t bytes)
{
    struct dr_engine *engine = dr_world->engine;

    for (size_t i = 0; i < sizeof engine->payloads / sizeof *engine->payloads;
         i++) {
        if (bytes <= engine->payloads[i].size)
            return &engine->payloads[i];
    }
    return NULL;
}

void *dr_message_payload(struct dr_message *message, uint64_t bytes)
{
    struct dr_pool *pool;

    if (bytes <= sizeof message->inlined) {
        message->payload = message->inlined;
    } else {
        pool = payload_pool(bytes);
        message->payload = pool ? dr_pool_take(pool) : dr_alloc(bytes);
    }
    return message->payload;
}

void dr_message_lend(struct dr_message *message, struct dr_span from,
                     const struct dr_request *step)
{
    message->lent = true;
    message->loan.from = from;
    message->loan.owner = dr_schedule_request(step->step_of);
    dr_list_append(step->loans, &message->loan.link);
}

static struct dr_message *by_loan(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_message, loan.link);
}

static void give_back(struct dr_message *message)
{
    struct dr_span from = message->loan.from;

    dr_world->touched = message->loan.owner;
    dr_list_remove(&message->loan.link);
    message->lent = false;
    dr_usermem_read(from, dr_message_payload(message, message->bytes),
                    message->bytes);
    dr_world->touched = NULL;
}

void dr_message_return_all(struct dr_link *loans)
{
    while (!dr_list_empty(loans))
        give_back(by_loan(loans->next));
}

void dr_message_return(struct dr_link *loans, struct dr_span changes)
{
    struct dr_reach changed = dr_span_reach(changes);
    struct dr_link *it = loans->next;

    while (it != loans) {
        struct dr_message *message = by_loan(it);
        struct dr_reach lent = dr_span_reach(message->loan.from);

        it = it->next;
        if (dr_reach_meets(lent, changed))
            give_back(message);
    }
}

void dr_message_compare(const struct dr_message *message,
                        const struct dr_request *recv)
{
    const struct dr_event_message *facts = &message->facts;
    const struct dr_signature *sent = message->signature;
    struct dr_party parties[] = {
        {{facts->from, facts->send_call, facts->send_site},
         {sent, sent->bytes ? message->bytes / sent->bytes : 0},
         "the block sent"},
        {{facts->to, facts->recv_call, facts->recv_site},
         {recv->type->signature, recv->count},
         "the block to receive"}};

    if (recv->step_of && dr_schedule_collective(recv->step_of))
        dr_mismatch_of_members(&parties[0], &parties[1]);
    else
        dr_mismatch_of_message(&parties[0], &parties[1]);
}

void dr_message_free(struct dr_message *message)
{
    if (message->lent)
        dr_list_remove(&message->loan.link);
    dr_event_message_end(&dr_world->bus, &message->facts);
    if (dr_world->engine->lore)
        dr_lore_forget(message);
    if (message->signature && message->signature->refs > 0)
        dr_signature_release(message->signature);
    if (message->payload && message->payload != message->inlined) {
        struct dr_pool *pool = payload_pool(message->bytes);

        if (pool)
            dr_pool_give(pool, message->payload);
        else
            free(message->payload);
    }
    dr_pool_give(&dr_world->engine->messages, message);
}
