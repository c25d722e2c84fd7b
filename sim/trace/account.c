/*
 * account.c - where each rank's time went, and what overlapped.
 */
#include "trace/account.h"

#include "base/memory.h"

const uint64_t dr_size_class_most[DR_SIZE_CLASSES] = {64, 1 << 10, 64 << 10,
                                                      1 << 20, UINT64_MAX};

/* Add the time since the last change to every sum it belongs to. */
static void settle(struct dr_account_rank *rank, double now_s)
{
    double spent = now_s - rank->since_s;

    rank->since_s = now_s;
    if (rank->computing)
        rank->compute_s += spent;
    if (rank->waiting)
        rank->wait_s += spent;
    if (rank->transfers > 0) {
        rank->transfer_s += spent;
        rank->payload_s += rank->transfers * spent;
        if (rank->computing)
            rank->hidden_s += spent;
    }
}

static void count_transfer(struct dr_account *account, int rank, int change,
                           double now_s)
{
    settle(&account->ranks[rank], now_s);
    account->ranks[rank].transfers += change;
}

static void classify(struct dr_account *account, const struct dr_event *event)
{
    int i = 0;

    while (event->bytes > dr_size_class_most[i])
        i++;
    account->classes[i].messages++;
    account->classes[i].bytes += event->bytes;
    account->some_wait |= event->message->waits;
    if (event->message->protocol == DR_SENT_RENDEZVOUS &&
        event->bytes > account->rendezvous_most)
        account->rendezvous_most = event->bytes;
}

static void hear(void *self, const struct dr_event *event)
{
    struct dr_account *account = self;
    struct dr_account_rank *rank = &account->ranks[event->rank];
    int change = event->kind == DR_EVENT_TRANSFER_BEGIN ? 1 : -1;

    switch (event->kind) {
    case DR_EVENT_COMPUTE_BEGIN:
    case DR_EVENT_COMPUTE_END:
        settle(rank, event->time_s);
        rank->computing = event->kind == DR_EVENT_COMPUTE_BEGIN;
        break;
    case DR_EVENT_WAIT_BEGIN:
    case DR_EVENT_WAIT_OVER:
        settle(rank, event->time_s);
        rank->waiting = event->kind == DR_EVENT_WAIT_BEGIN;
        break;
    case DR_EVENT_SEND:
        if (event->message && event->message->protocol == DR_SENT_STORAGE)
            break;
        rank->messages_sent++;
        rank->bytes_sent += event->bytes;
        classify(account, event);
        break;
    case DR_EVENT_TRANSFER_BEGIN:
    case DR_EVENT_TRANSFER_END:
        count_transfer(account, event->rank, change, event->time_s);
        if (event->peer != event->rank)
            count_transfer(account, event->peer, change, event->time_s);
        break;
    case DR_EVENT_RANK_END:
        settle(rank, event->time_s);
        rank->ended = true;
        rank->end_s = event->time_s;
        break;
    default:
        break;
    }
}

static const uint32_t wanted =
    1u << DR_EVENT_COMPUTE_BEGIN | 1u << DR_EVENT_COMPUTE_END |
    1u << DR_EVENT_WAIT_BEGIN | 1u << DR_EVENT_WAIT_OVER | 1u << DR_EVENT_SEND |
    1u << DR_EVENT_TRANSFER_BEGIN | 1u << DR_EVENT_TRANSFER_END |
    1u << DR_EVENT_RANK_END;

struct dr_account *dr_account_begin(struct dr_bus *bus, int nranks)
{
    struct dr_account *account = dr_zalloc(1, sizeof *account);

    account->nranks = nranks;
    account->ranks = dr_zalloc((size_t)nranks, sizeof *account->ranks);
    dr_bus_subscribe(bus, wanted, hear, account);
    return account;
}

void dr_account_close(struct dr_account *account, double now_s)
{
    for (int i = 0; i < account->nranks; i++) {
        settle(&account->ranks[i], now_s);
        if (!account->ranks[i].ended)
            account->ranks[i].end_s = now_s;
    }
}
