/*
 * match.c - where a message meets a receive.
 */
#include "p2p/match.h"

#include <assert.h>

/* Empty bins stay for the next message of their kind, up to this many. */
enum {
    IDLE_BINS_MOST = 64
};

struct dr_bin {
    struct dr_link posted;
    struct dr_link arrived;
    uint64_t a, b; /* the key it stands under */
};

size_t dr_match_bin_size(void)
{
    return sizeof(struct dr_bin);
}

static struct dr_envelope *by_link(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_envelope, link);
}

static struct dr_envelope *by_arrival(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_envelope, arrival);
}

static bool exact(const struct dr_envelope *recv)
{
    return recv->source != MPI_ANY_SOURCE && recv->tag != MPI_ANY_TAG;
}

bool dr_match_fits(const struct dr_envelope *recv,
                   const struct dr_envelope *message)
{
    return recv->context == message->context &&
           (recv->source == MPI_ANY_SOURCE ||
            recv->source == message->source) &&
           (recv->tag == MPI_ANY_TAG || recv->tag == message->tag);
}

static uint64_t key_a(const struct dr_envelope *envelope)
{
    return (uint64_t)envelope->context << 32 | (uint32_t)envelope->source;
}

static uint64_t key_b(const struct dr_envelope *envelope)
{
    return (uint32_t)envelope->tag;
}

static struct dr_bin *find_bin(const struct dr_match *match,
                               const struct dr_envelope *envelope)
{
    return dr_table_get(&match->bins, key_a(envelope), key_b(envelope));
}

static struct dr_bin *need_bin(struct dr_match *match,
                               const struct dr_envelope *envelope)
{
    struct dr_bin *bin = find_bin(match, envelope);

    if (!bin) {
        bin = dr_pool_take(match->pool);
        dr_list_init(&bin->posted);
        dr_list_init(&bin->arrived);
        bin->a = key_a(envelope);
        bin->b = key_b(envelope);
        dr_table_put(&match->bins, bin->a, bin->b, bin);
    }
    return bin;
}

/* A bin that became empty goes once there are many. */
static void leave_bin(struct dr_match *match, struct dr_envelope *envelope)
{
    struct dr_bin *bin = envelope->bin;

    dr_list_remove(&envelope->link);
    envelope->bin = NULL;
    if (match->bins.count > IDLE_BINS_MOST && dr_list_empty(&bin->posted) &&
        dr_list_empty(&bin->arrived)) {
        dr_table_remove(&match->bins, bin->a, bin->b);
        dr_pool_give(match->pool, bin);
    }
}


void dr_match_init(struct dr_match *match, struct dr_pool *bins)
{
    *match = (struct dr_match){.pool = bins};
    dr_list_init(&match->wildcards);
    dr_list_init(&match->arrived);
}

struct dr_envelope *dr_match_peek(const struct dr_match *match,
                                  const struct dr_envelope *recv)
{
    struct dr_link *it;

    if (exact(recv)) {
        struct dr_bin *bin = find_bin(match, recv);

        return bin && !dr_list_empty(&bin->arrived) ? by_link(bin->arrived.next)
                                                    : NULL;
    }
    DR_LIST_FOREACH(it, &match->arrived) {
        if (dr_match_fits(recv, by_arrival(it)))
            return by_arrival(it);
    }
    return NULL;
}

/* The oldest wildcard that fits. */
static struct dr_envelope *first_wildcard(const struct dr_match *match,
                                          const struct dr_envelope *message)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &match->wildcards) {
        if (dr_match_fits(by_link(it), message))
            return by_link(it);
    }
    return NULL;
}

struct dr_envelope *dr_match_post(struct dr_match *match,
                                  struct dr_envelope *recv)
{
    struct dr_envelope *message = dr_match_peek(match, recv);

    if (message && match->lazy &&
        (!exact(recv) || first_wildcard(match, message)))
        message = NULL;
    recv->order = match->next_order;
    if (message) {
        dr_match_withdraw_message(match, message);
        return message;
    }
    match->next_order++;
    if (exact(recv)) {
        recv->bin = need_bin(match, recv);
        dr_list_append(&recv->bin->posted, &recv->link);
    } else {
        recv->bin = NULL;
        dr_list_append(&match->wildcards, &recv->link);
    }
    return NULL;
}

bool dr_match_wanted(const struct dr_match *match,
                     const struct dr_envelope *message)
{
    const struct dr_bin *bin = find_bin(match, message);

    return (bin && !dr_list_empty(&bin->posted)) ||
           first_wildcard(match, message);
}

struct dr_envelope *dr_match_arrive(struct dr_match *match,
                                    struct dr_envelope *message)
{
    struct dr_bin *bin = find_bin(match, message);
    struct dr_envelope *wildcard = first_wildcard(match, message);
    struct dr_envelope *recv = wildcard;

    assert(message->source >= 0 && message->tag >= 0);
    if (bin && !dr_list_empty(&bin->posted)) {
        recv = by_link(bin->posted.next);
        if (wildcard && wildcard->order < recv->order)
            recv = wildcard;
    }
    if (recv && recv == wildcard && match->lazy)
        recv = NULL;
    if (recv) {
        dr_match_withdraw_recv(match, recv);
        return recv;
    }
    message->bin = bin ? bin : need_bin(match, message);
    dr_list_append(&message->bin->arrived, &message->link);
    dr_list_append(&match->arrived, &message->arrival);
    return NULL;
}

struct dr_envelope *dr_match_claimant(const struct dr_match *match,
                                      const struct dr_envelope *message)
{
    struct dr_bin *bin = find_bin(match, message);
    struct dr_envelope *wildcard = first_wildcard(match, message);
    struct dr_envelope *recv;

    if (!bin || dr_list_empty(&bin->posted))
        return wildcard;
    recv = by_link(bin->posted.next);
    return wildcard && wildcard->order < recv->order ? wildcard : recv;
}

bool dr_match_waits(const struct dr_match *match, uint64_t order)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &match->wildcards) {
        if (by_link(it)->order == order)
            return true;
    }
    return false;
}

bool dr_match_settle(struct dr_match *match, struct dr_envelope **recv,
                     struct dr_envelope **message)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &match->arrived) {
        *message = by_arrival(it);
        *recv = dr_match_claimant(match, *message);
        if (!*recv || !exact(*recv))
            continue;
        dr_match_withdraw_message(match, *message);
        dr_match_withdraw_recv(match, *recv);
        return true;
    }
    return false;
}

bool dr_match_allows(const struct dr_match *match,
                     const struct dr_envelope *recv,
                     const struct dr_envelope *message)
{
    const struct dr_envelope *older = dr_match_claimant(match, message);
    struct dr_link *it;

    if (!dr_match_fits(recv, message) || (older && older != recv))
        return false;
    DR_LIST_FOREACH(it, &match->arrived) {
        const struct dr_envelope *other = by_arrival(it);

        if (other == message)
            return true;
        if (other->source == message->source && dr_match_fits(recv, other))
            return false;
    }
    return false;
}

void dr_match_withdraw_recv(struct dr_match *match, struct dr_envelope *recv)
{
    if (recv->bin)
        leave_bin(match, recv);
    else
        dr_list_remove(&recv->link);
}

void dr_match_withdraw_message(struct dr_match *match,
                               struct dr_envelope *message)
{
    dr_list_remove(&message->arrival);
    leave_bin(match, message);
}

struct dr_envelope *dr_match_first(const struct dr_match *match)
{
    return dr_list_empty(&match->arrived) ? NULL
                                          : by_arrival(match->arrived.next);
}

struct dr_envelope *dr_match_next(const struct dr_match *match,
                                  const struct dr_envelope *message)
{
    return message->arrival.next == &match->arrived
               ? NULL
               : by_arrival(message->arrival.next);
}
