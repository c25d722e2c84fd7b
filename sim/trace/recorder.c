/*
 * recorder.c - from events to spans and messages, and on to the writers.
 */
#include "trace/recorder.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "mpi.h"
#include "trace/dictionary.h"
#include "trace/number.h"

struct lane {
    struct dr_trace_span span;
    uint32_t count; /* spans so far */
    bool open;
    bool asleep; /* computing outside any call */
    bool blocked;
    uint64_t blocked_ps;
};

struct pending {
    struct dr_trace_message message;
    bool used, launched;
};

struct dr_recorder {
    struct dr_trace_facts facts;
    struct dr_trace_writer *writers;
    int nwriters;
    struct lane *lanes;
    struct pending *pending; /* by slot */
    uint32_t slots;
    struct dr_table posted; /* request: the span that posted the receive */
    struct dr_trace_names names;
    struct dr_trace_sites sites;
    uint64_t latest_ps; /* when something last happened */
    bool news, links;   /* does a writer want them? */
    bool over;
};

static void tell_news(struct dr_recorder *recorder, enum dr_trace_news news,
                      uint64_t now_ps, const struct dr_trace_span *span,
                      const struct dr_trace_message *message)
{
    if (!recorder->news)
        return;
    for (int i = 0; i < recorder->nwriters; i++) {
        struct dr_trace_writer *writer = &recorder->writers[i];

        if (writer->format->news)
            writer->format->news(writer, news, now_ps, span, message);
    }
}

static int peer_of(const struct dr_trace_name *name, const struct dr_call *call)
{
    intptr_t peer;

    if (name->peer_at < 0)
        return DR_SPAN_NONE;
    peer = call->arg[name->peer_at];
    if (peer >= 0)
        return (int)peer;
    if (peer == MPI_PROC_NULL)
        return DR_SPAN_NULL;
    return peer == MPI_ANY_SOURCE ? DR_SPAN_ANY : DR_SPAN_NONE;
}

static int tag_of(const struct dr_trace_name *name, const struct dr_call *call)
{
    intptr_t tag;

    if (name->tag_at < 0)
        return DR_SPAN_NONE;
    tag = call->arg[name->tag_at];
    if (tag >= 0)
        return (int)tag;
    return tag == MPI_ANY_TAG ? DR_SPAN_ANY : DR_SPAN_NONE;
}

static void open_span(struct dr_recorder *recorder, struct lane *lane,
                      uint64_t now_ps)
{
    lane->open = true;
    lane->count++;
    lane->span.begin_ps = lane->span.wait_from_ps = now_ps;
    lane->span.waited_ps = 0;
    tell_news(recorder, DR_NEWS_ENTER, now_ps, &lane->span, NULL);
}

static void begin_call(struct dr_recorder *recorder, struct lane *lane,
                       const struct dr_event *event, uint64_t now_ps)
{
    const struct dr_call *call = event->call;
    const struct dr_trace_name *name =
        dr_trace_name(&recorder->names, call->name, call->kinds);

    lane->span = (struct dr_trace_span){
        .rank = event->rank,
        .name = name,
        .site = dr_trace_site(&recorder->sites, call->site),
        .peer = peer_of(name, call),
        .tag = tag_of(name, call),
        .bytes = name->buffer_at < 0 ? DR_SPAN_NONE : (int64_t)event->bytes,
        .comm = event->comm};
    open_span(recorder, lane, now_ps);
}

/* A sleep of the C library, which is no call of MPI. */
static void begin_sleep(struct dr_recorder *recorder, struct lane *lane,
                        int rank, uint64_t now_ps)
{
    lane->span = (struct dr_trace_span){
        .rank = rank,
        .name = dr_trace_name(&recorder->names, "sleep", ""),
        .site = dr_trace_site(&recorder->sites, NULL),
        .peer = DR_SPAN_NONE,
        .tag = DR_SPAN_NONE,
        .bytes = DR_SPAN_NONE};
    lane->asleep = true;
    open_span(recorder, lane, now_ps);
}

static void end_wait(struct dr_recorder *recorder, struct lane *lane,
                     uint64_t now_ps)
{
    struct dr_trace_span *span = &lane->span;

    if (!lane->blocked)
        return;
    lane->blocked = false;
    if (span->waited_ps == 0)
        span->wait_from_ps = lane->blocked_ps;
    span->waited_ps += now_ps - lane->blocked_ps;
    tell_news(recorder, DR_NEWS_RESUME, now_ps, span, NULL);
}

static void end_span(struct dr_recorder *recorder, struct lane *lane,
                     uint64_t now_ps)
{
    if (!lane->open)
        return;
    end_wait(recorder, lane, now_ps);
    lane->open = lane->asleep = false;
    lane->span.end_ps = now_ps;
    tell_news(recorder, DR_NEWS_LEAVE, now_ps, &lane->span, NULL);
    for (int i = 0; i < recorder->nwriters; i++) {
        struct dr_trace_writer *writer = &recorder->writers[i];

        if (writer->format->span)
            writer->format->span(writer, &lane->span);
    }
}

static void hear_span(struct dr_recorder *recorder,
                      const struct dr_event *event)
{
    struct lane *lane = &recorder->lanes[event->rank];
    uint64_t now_ps = recorder->latest_ps;

    switch (event->kind) {
    case DR_EVENT_CALL_BEGIN:
        if (!event->call->outer)
            begin_call(recorder, lane, event, now_ps);
        break;
    case DR_EVENT_CALL_END:
        if (!event->call->outer)
            end_span(recorder, lane, now_ps);
        break;
    case DR_EVENT_COMPUTE_BEGIN:
        if (!lane->open)
            begin_sleep(recorder, lane, event->rank, now_ps);
        break;
    case DR_EVENT_COMPUTE_END:
        if (lane->asleep)
            end_span(recorder, lane, now_ps);
        break;
    case DR_EVENT_WAIT_BEGIN:
        lane->blocked = lane->open;
        lane->blocked_ps = now_ps;
        if (lane->open)
            tell_news(recorder, DR_NEWS_BLOCK, now_ps, &lane->span, NULL);
        break;
    case DR_EVENT_WAIT_END:
        end_wait(recorder, lane, now_ps);
        break;
    default:
        break;
    }
}

/* The span in which the rank of an operation began it; 0: in none of its
 * own. */
static uint32_t span_now(const struct dr_recorder *recorder, int rank)
{
    const struct lane *lane = &recorder->lanes[rank];

    return lane->open ? lane->count : 0;
}

static struct pending *pending_of(struct dr_recorder *recorder, uint32_t slot)
{
    if (slot >= recorder->slots) {
        uint32_t room = recorder->slots ? recorder->slots : 64;

        while (room <= slot)
            room *= 2;
        recorder->pending =
            dr_realloc(recorder->pending, room * sizeof *recorder->pending);
        memset(recorder->pending + recorder->slots, 0,
               (room - recorder->slots) * sizeof *recorder->pending);
        recorder->slots = room;
    }
    return &recorder->pending[slot];
}

static void begin_message(struct dr_recorder *recorder, struct pending *it,
                          const struct dr_event *event, uint64_t now_ps)
{
    const struct dr_event_message *facts = event->message;

    it->used = true;
    it->launched = false;
    it->message =
        (struct dr_trace_message){.number = facts->number,
                                  .from = facts->from,
                                  .to = facts->to,
                                  .tag = facts->tag,
                                  .inner = facts->step,
                                  .protocol = facts->protocol,
                                  .bytes = facts->bytes,
                                  .sent_ps = now_ps,
                                  .send_span = span_now(recorder, facts->from),
                                  .send_call = facts->send_call,
                                  .send_site = facts->send_site};
    tell_news(recorder, DR_NEWS_SEND, now_ps, NULL, &it->message);
}

static void match(struct dr_recorder *recorder, struct pending *it,
                  const struct dr_event *event, uint64_t now_ps)
{
    uint64_t request = (uintptr_t)event->request;
    const void *span;

    it->message.matched = true;
    it->message.match_ps = now_ps;
    it->message.posted = event->message->posted;
    it->message.recv_call = event->message->recv_call;
    it->message.recv_site = event->message->recv_site;
    if (!recorder->links)
        return;
    span = dr_table_get(&recorder->posted, request, 0);
    it->message.recv_span = (uint32_t)(uintptr_t)span;
    if (span)
        dr_table_remove(&recorder->posted, request, 0);
}

static void close_message(struct dr_recorder *recorder, struct pending *it,
                          uint64_t now_ps)
{
    it->used = false;
    if (!it->message.arrived)
        it->message.arrive_ps = now_ps;
    /* A rendezvous that never came to its payload. */
    if (!it->launched)
        it->message.launch_ps = it->message.arrive_ps;
    for (int i = 0; i < recorder->nwriters; i++) {
        struct dr_trace_writer *writer = &recorder->writers[i];

        if (writer->format->message)
            writer->format->message(writer, &it->message);
    }
}

static void hear_message(struct dr_recorder *recorder,
                         const struct dr_event *event)
{
    struct pending *it = pending_of(recorder, event->message->slot);
    uint64_t now_ps = recorder->latest_ps;

    if (event->kind == DR_EVENT_SEND)
        begin_message(recorder, it, event, now_ps);
    if (!it->used)
        return;
    if (event->kind == DR_EVENT_TRANSFER_BEGIN) {
        it->launched = true;
        it->message.launch_ps = now_ps;
    }
    if (event->kind == DR_EVENT_TRANSFER_END) {
        it->message.arrived = true;
        it->message.arrive_ps = now_ps;
        /* How much of a file there was is known only now. */
        it->message.bytes = event->message->bytes;
        tell_news(recorder, DR_NEWS_ARRIVE, now_ps, NULL, &it->message);
    }
    if (event->kind == DR_EVENT_MATCH)
        match(recorder, it, event, now_ps);
    if ((it->message.arrived && it->message.matched) ||
        event->kind == DR_EVENT_DROP) {
        close_message(recorder, it, now_ps);
    }
}

static void post(struct dr_recorder *recorder, const struct dr_event *event)
{
    uint64_t request = (uintptr_t)event->request;
    uint32_t span = span_now(recorder, event->rank);

    if (dr_table_get(&recorder->posted, request, 0))
        dr_table_remove(&recorder->posted, request, 0);
    if (span)
        dr_table_put(&recorder->posted, request, 0, (void *)(uintptr_t)span);
}

static void hear(void *self, const struct dr_event *event)
{
    struct dr_recorder *recorder = self;

    if (recorder->over)
        return;
    recorder->latest_ps = dr_picoseconds(event->time_s);
    if (event->kind == DR_EVENT_POST)
        post(recorder, event);
    else if (event->message)
        hear_message(recorder, event);
    else
        hear_span(recorder, event);
}

#define BIT(kind) (UINT32_C(1) << DR_EVENT_##kind)

/* Not more than the formats have use for. */
static uint32_t wanted(const struct dr_recorder *recorder)
{
    uint32_t kinds = 0;

    for (int i = 0; i < recorder->nwriters; i++) {
        const struct dr_trace_format *format = recorder->writers[i].format;

        if (format->span || format->news || format->links)
            kinds |= BIT(CALL_BEGIN) | BIT(CALL_END) | BIT(COMPUTE_BEGIN) |
                     BIT(COMPUTE_END) | BIT(WAIT_BEGIN) | BIT(WAIT_END);
        if (format->message)
            kinds |= BIT(SEND) | BIT(TRANSFER_END) | BIT(MATCH) | BIT(DROP);
        if (format->launch)
            kinds |= BIT(TRANSFER_BEGIN);
        if (format->links)
            kinds |= BIT(POST);
    }
    return kinds;
}

struct dr_recorder *dr_recorder_begin(struct dr_bus *bus,
                                      const struct dr_trace_facts *facts,
                                      struct dr_trace_writer *writers,
                                      int nwriters)
{
    struct dr_recorder *recorder = dr_zalloc(1, sizeof *recorder);

    recorder->facts = *facts;
    recorder->writers = writers;
    recorder->nwriters = nwriters;
    recorder->lanes = dr_zalloc((size_t)facts->nranks, sizeof(struct lane));
    recorder->sites.find = facts->place;
    for (int i = 0; i < nwriters; i++) {
        writers[i].facts = &recorder->facts;
        writers[i].sites = &recorder->sites;
        recorder->news |= writers[i].format->news != NULL;
        recorder->links |= writers[i].format->links;
        if (writers[i].format->begin)
            writers[i].format->begin(&writers[i]);
    }
    dr_bus_subscribe(bus, wanted(recorder), hear, recorder);
    return recorder;
}

/* What is still going on lasts until now. */
static void close_all(struct dr_recorder *recorder, uint64_t now_ps)
{
    for (int rank = 0; rank < recorder->facts.nranks; rank++) {
        recorder->lanes[rank].span.open = true;
        end_span(recorder, &recorder->lanes[rank], now_ps);
    }
    for (uint32_t slot = 0; slot < recorder->slots; slot++) {
        struct pending *it = &recorder->pending[slot];

        if (it->used)
            close_message(recorder, it, now_ps);
    }
}

void dr_recorder_end(struct dr_recorder *recorder, double now_s,
                     const char *report)
{
    uint64_t end_ps = dr_picoseconds(now_s);
    struct dr_trace_end end = {.end_ps = end_ps,
                               .report = report,
                               .names = &recorder->names,
                               .sites = &recorder->sites};

    recorder->over = true;
    /* Others went on while a deadlock closed. */
    if (end.end_ps < recorder->latest_ps)
        end.end_ps = recorder->latest_ps;
    close_all(recorder, end.end_ps);
    for (int i = 0; i < recorder->nwriters; i++) {
        struct dr_trace_writer *writer = &recorder->writers[i];

        if (writer->format->end)
            writer->format->end(writer, &end);
    }
    free(recorder->lanes);
    free(recorder->pending);
    dr_table_end(&recorder->posted);
    dr_trace_names_end(&recorder->names);
    dr_trace_sites_end(&recorder->sites);
    free(recorder);
}
