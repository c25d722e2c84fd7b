/*
 * path.c - the critical path: the chain of causes that took all the time.
 *
 * Invariant: while a rank's code runs, its trail leads to now; while the engine
 * runs, `now` does.
 */
#include "trace/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    PART_BITS = 3,
    /* The most that one event adds. */
    STRETCHES_MOST = 8
};

static uint32_t label_of(uint32_t spot, enum dr_path_part part)
{
    return spot << PART_BITS | (uint32_t)part;
}

static void tidy(struct dr_path *path)
{
    struct dr_trail_heads rows[] = {
        {&path->ranks->trail, (size_t)path->nranks, sizeof *path->ranks},
        {path->messages ? &path->messages->trail : NULL, path->nmessages,
         sizeof *path->messages},
        {&path->ranks->vain, (size_t)path->nranks, sizeof *path->ranks},
        {path->takes ? &path->takes->trail : NULL, path->ntakes,
         sizeof *path->takes},
        {&path->now, 1, sizeof path->now},
        {&path->ended, 1, sizeof path->ended},
    };

    dr_trails_tidy(&path->trails, rows, sizeof rows / sizeof *rows);
}

/* What has led to this event. */
static struct dr_trail cause_of(struct dr_path *path,
                                const struct dr_event *event)
{
    struct dr_trail *trail = &path->now;
    uint32_t spot = 0;

    if (event->actor >= 0) {
        trail = &path->ranks[event->actor].trail;
        spot = path->ranks[event->actor].spot;
    }
    dr_trail_extend(&path->trails, trail, event->time_s,
                    label_of(spot, DR_PATH_OVERHEAD));
    return *trail;
}

static struct dr_path_message *message_of(struct dr_path *path,
                                          const struct dr_event *event)
{
    uint32_t slot = event->message->slot;

    if (__builtin_expect(slot >= path->nmessages, 0)) {
        uint32_t room = 2 * slot + 64;

        path->messages =
            dr_realloc(path->messages, room * sizeof *path->messages);
        memset(path->messages + path->nmessages, 0,
               (room - path->nmessages) * sizeof *path->messages);
        path->nmessages = room;
    }
    return &path->messages[slot];
}

/* Is it sent because of what its target has sent, without delay?  Then who
 * waits for it waits for nobody but the network. */
static bool echoes(const struct dr_path *path, const struct dr_event *event)
{
    const struct dr_path_stages *cause = &path->cause;

    return event->actor < 0 && cause->from == event->peer &&
           cause->to == event->rank && cause->there_s == event->time_s;
}

/* Somebody in a collective goes on as soon as it can, at `rank`: since when
 * have all been there that had to?  Who is in one is blocked or has come to it
 * before, which is then not looked at. */
static double all_there_s(const struct dr_path *path,
                          const struct dr_event *event, int rank)
{
    if (event->actor >= 0 || !event->message->step)
        return event->time_s;
    return fmin(event->time_s,
                fmax(path->cause.sent_s, path->ranks[rank].since_s));
}

static void send(struct dr_path *path, const struct dr_event *event)
{
    double sent_s = echoes(path, event) ? path->cause.sent_s
                                        : all_there_s(path, event, event->rank);
    struct dr_path_message *message = message_of(path, event);

    *message = (struct dr_path_message){
        .trail = cause_of(path, event),
        .spot = dr_spots_number(&path->spots, event->message->send_call,
                                event->message->send_site),
        .way.latency_s = INFINITY,
        .stages = {.from = event->rank,
                   .to = event->peer,
                   .sent_s = sent_s,
                   .cleared_s = INFINITY,
                   .begun_s = event->time_s},
    };
    if (event->actor >= 0)
        path->ranks[event->actor].spot = message->spot;
}

/*
 * It leaves: because a rank has got to it, or its sender's processor; an
 * answer, because of what has just arrived.
 */
static void leave(struct dr_path *path, const struct dr_event *event,
                  struct dr_path_message *message, bool answers)
{
    if (message->trail.until_s == event->time_s && !answers)
        return; /* it has just been sent */
    if (event->actor >= 0 || answers)
        message->trail = cause_of(path, event);
    else
        dr_trail_extend(&path->trails, &message->trail, event->time_s,
                        label_of(message->spot, DR_PATH_OVERHEAD));
}

/* Who looks for something goes on with what came last. */
static void meet(struct dr_path *path, int rank)
{
    struct dr_path_rank *it = &path->ranks[rank];

    if (!it->polls)
        return;
    if (!it->met)
        it->vain = it->trail;
    it->met = true;
    it->trail = path->now;
}

/* The engine goes on because of this message. */
static void become_cause(struct dr_path *path,
                         const struct dr_path_message *message, bool to_sender,
                         bool to_receiver)
{
    path->now = message->trail;
    path->cause = message->stages;
    if (to_sender)
        meet(path, message->stages.from);
    if (to_receiver)
        meet(path, message->stages.to);
}

static bool answers(const struct dr_event *event)
{
    return event->control == DR_CONTROL_CTS || event->control == DR_CONTROL_ACK;
}

static void enter_links(struct dr_path *path, const struct dr_event *event,
                        struct dr_path_message *message, bool back)
{
    int from = back ? event->peer : event->rank;
    int to = back ? event->rank : event->peer;

    message->way =
        (struct dr_path_way){event->latency_s, event->stream_s,
                             dr_ports_pass(&path->ports, from, to, event)};
}

static void leave_control(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_message *message;
    bool back = answers(event);

    if (event->control == DR_CONTROL_INTENT) {
        send(path, event);
        return;
    }
    message = message_of(path, event);
    leave(path, event, message, back);
    if (back)
        message->stages.answered_s = all_there_s(path, event, event->peer);
    enter_links(path, event, message, back);
}

static bool is_storage(const struct dr_event *event)
{
    return event->message->protocol == DR_SENT_STORAGE;
}

/* What its way takes alone is `first`, then bandwidth; then what it has waited
 * for messages of its own ranks, and of others. */
static void come(struct dr_path *path, struct dr_path_message *message,
                 double end, enum dr_path_part first)
{
    struct dr_trail *trail = &message->trail;
    double head = trail->until_s + message->way.latency_s;
    double last = head + message->way.stream_s;

    if (last < message->way.own_s)
        last = message->way.own_s;
    dr_trail_extend(&path->trails, trail, head < end ? head : end,
                    label_of(message->spot, first));
    dr_trail_extend(&path->trails, trail, last < end ? last : end,
                    label_of(message->spot, DR_PATH_BANDWIDTH));
    dr_trail_extend(&path->trails, trail, end,
                    label_of(message->spot, DR_PATH_CONTENTION));
}

static void arrive_control(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_message *message = message_of(path, event);
    enum dr_path_part part =
        answers(event) ? DR_PATH_LATE_RECEIVER : DR_PATH_LATE_SENDER;

    if (event->control == DR_CONTROL_SIGNAL)
        part = is_storage(event) ? DR_PATH_STORAGE : DR_PATH_LATENCY;
    come(path, message, event->time_s, part);
    if (answers(event))
        message->stages.cleared_s = event->time_s;
    else
        message->stages.there_s = event->time_s;
    become_cause(path, message, answers(event), !answers(event));
}

static void leave_payload(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_message *message = message_of(path, event);

    leave(path, event, message, false);
    message->stages.begun_s = event->time_s;
    if (!is_storage(event))
        enter_links(path, event, message, false);
}

static void arrive_payload(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_message *message = message_of(path, event);
    bool rendezvous = event->message->protocol == DR_SENT_RENDEZVOUS;

    come(path, message, event->time_s,
         is_storage(event) ? DR_PATH_STORAGE : DR_PATH_LATENCY);
    if (!rendezvous)
        message->stages.there_s = event->time_s;
    become_cause(path, message, rendezvous, true);
}

static struct dr_path_call *call_of(struct dr_path *path, uint32_t spot)
{
    if (spot >= path->ncalls) {
        uint32_t room = 2 * spot + 16;

        path->calls = dr_realloc(path->calls, room * sizeof *path->calls);
        memset(path->calls + path->ncalls, 0,
               (room - path->ncalls) * sizeof *path->calls);
        path->ncalls = room;
    }
    return &path->calls[spot];
}

static void begin_waiting(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_rank *rank = &path->ranks[event->rank];

    if (event->call)
        rank->spot =
            dr_spots_number(&path->spots, event->call->name, event->call->site);
    cause_of(path, event);
    rank->since_s = event->time_s;
}

static void end_waiting(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_rank *rank = &path->ranks[event->rank];
    const struct dr_path_stages *cause = &path->cause;
    struct dr_path_waits waits;

    rank->trail = cause_of(path, event);
    if (event->actor >= 0 ||
        (cause->to != event->rank && cause->from != event->rank))
        return;
    waits = dr_stages_split(cause, event->rank, rank->since_s, event->time_s);
    dr_waits_add(&rank->waits, waits);
    dr_waits_add(&call_of(path, rank->spot)->waits, waits);
}

static void compute(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_rank *rank = &path->ranks[event->rank];

    if (event->kind == DR_EVENT_COMPUTE_BEGIN) {
        cause_of(path, event);
        rank->spot = event->call
                         ? dr_spots_number(&path->spots, event->call->name,
                                           event->call->site)
                         : 0;
    } else {
        dr_trail_extend(&path->trails, &rank->trail, event->time_s,
                        label_of(rank->spot, DR_PATH_COMPUTE));
    }
}

/* Who looks again had no use for what came meanwhile. */
static void poll(struct dr_path *path, const struct dr_event *event)
{
    struct dr_path_rank *rank = &path->ranks[event->rank];

    rank->polls = event->kind == DR_EVENT_POLL_BEGIN;
    if (rank->polls && rank->met) {
        rank->trail = rank->vain;
        rank->met = false;
    }
    if (event->call)
        rank->spot =
            dr_spots_number(&path->spots, event->call->name, event->call->site);
    cause_of(path, event);
}

static void begin_take(struct dr_path *path, const struct dr_event *event)
{
    uint64_t key = (uintptr_t)event->request;

    if (path->ntakes == path->takes_room) {
        path->takes_room = 2 * path->takes_room + 16;
        path->takes =
            dr_realloc(path->takes, path->takes_room * sizeof *path->takes);
    }
    path->takes[path->ntakes++] =
        (struct dr_path_take){cause_of(path, event), key, path->cause};
    if (event->actor >= 0)
        path->takes[path->ntakes - 1].stages =
            (struct dr_path_stages){.from = -1, .to = -1};
}

/* Few are under way, and the oldest end first. */
static void end_take(struct dr_path *path, const struct dr_event *event)
{
    uint64_t key = (uintptr_t)event->request;
    uint32_t at = 0;

    while (path->takes[at].request != key)
        at++;
    dr_trail_extend(&path->trails, &path->takes[at].trail, event->time_s,
                    label_of(path->ranks[event->rank].spot, DR_PATH_OVERHEAD));
    path->now = path->takes[at].trail;
    path->cause = path->takes[at].stages;
    meet(path, event->rank);
    memmove(&path->takes[at], &path->takes[at + 1],
            (--path->ntakes - at) * sizeof *path->takes);
}

static void hear(void *self, const struct dr_event *event)
{
    struct dr_path *path = self;

    if (__builtin_expect(dr_trails_full(&path->trails, STRETCHES_MOST), 0))
        tidy(path);
    switch (event->kind) {
    case DR_EVENT_SEND:
        send(path, event);
        break;
    case DR_EVENT_TRANSFER_BEGIN:
        leave_payload(path, event);
        break;
    case DR_EVENT_TRANSFER_END:
        arrive_payload(path, event);
        break;
    case DR_EVENT_CONTROL_BEGIN:
        leave_control(path, event);
        break;
    case DR_EVENT_CONTROL_END:
        arrive_control(path, event);
        break;
    case DR_EVENT_WAIT_BEGIN:
        begin_waiting(path, event);
        break;
    case DR_EVENT_WAIT_OVER:
        end_waiting(path, event);
        break;
    case DR_EVENT_COMPUTE_BEGIN:
    case DR_EVENT_COMPUTE_END:
        compute(path, event);
        break;
    case DR_EVENT_POLL_BEGIN:
    case DR_EVENT_POLL_END:
        poll(path, event);
        break;
    case DR_EVENT_TAKE_BEGIN:
        begin_take(path, event);
        break;
    case DR_EVENT_TAKE_END:
        end_take(path, event);
        break;
    case DR_EVENT_RANK_END:
        path->ended = cause_of(path, event);
        path->nended++;
        break;
    default:
        break;
    }
}

static const uint32_t wanted =
    1u << DR_EVENT_SEND | 1u << DR_EVENT_TRANSFER_BEGIN |
    1u << DR_EVENT_TRANSFER_END | 1u << DR_EVENT_CONTROL_BEGIN |
    1u << DR_EVENT_CONTROL_END | 1u << DR_EVENT_WAIT_BEGIN |
    1u << DR_EVENT_WAIT_OVER | 1u << DR_EVENT_COMPUTE_BEGIN |
    1u << DR_EVENT_COMPUTE_END | 1u << DR_EVENT_POLL_BEGIN |
    1u << DR_EVENT_POLL_END | 1u << DR_EVENT_TAKE_BEGIN |
    1u << DR_EVENT_TAKE_END | 1u << DR_EVENT_RANK_END;

struct dr_path *dr_path_begin(struct dr_bus *bus, int nranks,
                              dr_identify_fn *identify)
{
    struct dr_path *path = dr_zalloc(1, sizeof *path);

    path->nranks = nranks;
    path->ranks = dr_zalloc((size_t)nranks, sizeof *path->ranks);
    dr_trails_init(&path->trails);
    dr_spots_init(&path->spots, identify);
    dr_ports_init(&path->ports, nranks);
    dr_bus_subscribe(bus, wanted, hear, path);
    return path;
}

void dr_path_end(struct dr_path *path)
{
    dr_trails_end(&path->trails);
    dr_spots_end(&path->spots);
    dr_ports_end(&path->ports);
    free(path->ranks);
    free(path->messages);
    free(path->calls);
    free(path->takes);
    free(path);
}

static void add_sum(const struct dr_path *path, struct dr_path_found *found,
                    struct dr_trail_sum sum)
{
    uint32_t part = sum.label & ((1u << PART_BITS) - 1);
    uint32_t spot = sum.label >> PART_BITS;
    struct dr_path_share *share;

    if (found->count == 0 ||
        found->shares[found->count - 1].spot.site !=
            path->spots.items[spot].site ||
        found->shares[found->count - 1].spot.call !=
            path->spots.items[spot].call)
        found->shares[found->count++] =
            (struct dr_path_share){.spot = path->spots.items[spot]};
    share = &found->shares[found->count - 1];
    share->parts_s[part] += sum.length_s;
    share->all_s += sum.length_s;
    found->parts_s[part] += sum.length_s;
}

struct dr_path_found dr_path_find(struct dr_path *path, double now_s)
{
    struct dr_path_found found = {0};
    struct dr_trail_sum *sums;
    size_t count;

    if (path->nended < path->nranks)
        return found;
    if (dr_trails_full(&path->trails, STRETCHES_MOST))
        tidy(path);
    dr_trail_extend(&path->trails, &path->ended, now_s,
                    label_of(0, DR_PATH_OVERHEAD));
    sums = dr_trail_sums(&path->trails, path->ended, &count);
    found.shares = dr_zalloc(count + 1, sizeof *found.shares);
    for (size_t i = 0; i < count; i++)
        add_sum(path, &found, sums[i]);
    free(sums);
    return found;
}

void dr_path_found_end(struct dr_path_found *found)
{
    free(found->shares);
    *found = (struct dr_path_found){0};
}
