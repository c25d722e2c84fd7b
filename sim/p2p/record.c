/*
 * record.c - would the run have hung with less buffering?
 *
 * Invariant: operation 0 is nobody's; it marks what was not recorded.
 */
#include "p2p/record.h"

#include <stdlib.h>

#include "base/memory.h"

enum what {
    RECV,
    SEND,        /* buffered up to the limit */
    SEND_WAITS,  /* synchronous */
    SEND_ALWAYS, /* never waits for its receive */
};

struct operation {
    uint32_t partner; /* a receive's send, a send's receive; 0: none */
    int rank, to;
    enum what what;
    uint64_t bytes;
    const char *call;
    const void *site;
};

/* What a rank did: operation << 2 | step. */
enum step {
    BEGINS,
    OVER,
    SEEN
};

struct thread {
    uint32_t *steps;
    uint32_t count, room;
};

struct dr_record {
    struct operation *operations;
    uint32_t count, room, most;
    struct thread *threads;
    int nranks;
    const char *stopped; /* why, or NULL */
};

struct dr_record *dr_record_begin(int nranks, uint32_t most)
{
    struct dr_record *record = dr_zalloc(1, sizeof *record);

    record->nranks = nranks;
    record->threads = dr_zalloc((size_t)nranks, sizeof *record->threads);
    record->most = most;
    record->count = 1;
    record->room = 64;
    record->operations = dr_zalloc(record->room, sizeof *record->operations);
    return record;
}

void dr_record_stop(struct dr_record *record, const char *why)
{
    if (!record || record->stopped)
        return;
    record->stopped = why;
    for (int i = 0; i < record->nranks; i++)
        free(record->threads[i].steps);
    free(record->threads);
    free(record->operations);
}

const char *dr_record_stopped(const struct dr_record *record)
{
    return record->stopped;
}

static void add_step(struct dr_record *record, int rank, uint32_t operation,
                     enum step step)
{
    struct thread *thread = &record->threads[rank];

    if (thread->count == thread->room) {
        thread->room = thread->room ? 2 * thread->room : 32;
        thread->steps =
            dr_realloc(thread->steps, thread->room * sizeof *thread->steps);
    }
    thread->steps[thread->count++] = operation << 2 | step;
}

static enum what what_of(const struct dr_request *request)
{
    if (request->operation == DR_RECV)
        return RECV;
    if (request->step_of || request->mode == DR_SEND_BUFFERED)
        return SEND_ALWAYS;
    return request->mode == DR_SEND_SYNCHRONOUS ? SEND_WAITS : SEND;
}

void dr_record_start(struct dr_record *record, struct dr_request *request,
                     struct dr_message *message)
{
    struct operation *operation;

    if (record->stopped)
        return;
    if (record->count == record->most) {
        dr_record_stop(record,
                       "there are more than 131,072 sends and receives");
        return;
    }
    if (record->count == record->room) {
        record->room *= 2;
        record->operations = dr_realloc(
            record->operations, record->room * sizeof *record->operations);
    }
    request->recorded = record->count++;
    operation = &record->operations[request->recorded];
    *operation =
        (struct operation){.rank = request->owner->id,
                           .to = message ? message->channel->to->id : -1,
                           .bytes = message ? message->bytes : 0,
                           .what = what_of(request),
                           .call = request->call,
                           .site = request->site};
    if (message)
        message->recorded = request->recorded;
    add_step(record, request->owner->id, request->recorded, BEGINS);
}

void dr_record_match(struct dr_record *record, const struct dr_message *message,
                     struct dr_request *recv)
{
    if (record->stopped)
        return;
    if (recv->recorded == 0)
        dr_record_start(record, recv, NULL);
    if (record->stopped || message->recorded == 0)
        return;
    record->operations[recv->recorded].partner = message->recorded;
    record->operations[message->recorded].partner = recv->recorded;
}

void dr_record_over(struct dr_record *record, const struct dr_request *request)
{
    if (!record->stopped && request->recorded && !request->result.cancelled)
        add_step(record, request->owner->id, request->recorded, OVER);
}

void dr_record_seen(struct dr_record *record, const struct dr_message *message)
{
    if (!record->stopped && message->recorded)
        add_step(record, message->channel->to->id, message->recorded, SEEN);
}


/* A replay: how far each rank has come, and whom to call when an operation
 * begins. */
struct replay {
    const struct dr_record *record;
    uint64_t limit;
    bool *begun;        /* by operation */
    int *sleeper;       /* by operation: who waits for it to begin; -1 */
    uint32_t *at;       /* by rank: its next step */
    int *ready, nready; /* ranks to go on */
};

/* The operation that must have begun for this step; 0: none. */
static uint32_t needs(const struct replay *replay, uint32_t step)
{
    uint32_t number = step >> 2;
    const struct operation *operation = &replay->record->operations[number];

    if (step % 4 == BEGINS)
        return 0;
    if (step % 4 == SEEN)
        return number;
    if (operation->what == SEND_ALWAYS ||
        (operation->what == SEND && operation->bytes <= replay->limit &&
         replay->limit > 0))
        return 0;
    /* Nobody ever received it: it waits for what never begins. */
    if (operation->what != RECV && operation->partner == 0)
        return UINT32_MAX;
    return operation->partner;
}

static void begin(struct replay *replay, uint32_t number)
{
    replay->begun[number] = true;
    if (replay->sleeper[number] >= 0)
        replay->ready[replay->nready++] = replay->sleeper[number];
    replay->sleeper[number] = -1;
}

/* Let a rank go as far as it can. */
static void go_on(struct replay *replay, int rank)
{
    const struct thread *thread = &replay->record->threads[rank];

    for (; replay->at[rank] < thread->count; replay->at[rank]++) {
        uint32_t step = thread->steps[replay->at[rank]];
        uint32_t needed = needs(replay, step);

        if (needed == UINT32_MAX)
            return;
        if (needed != 0 && !replay->begun[needed]) {
            replay->sleeper[needed] = rank;
            return;
        }
        if (step % 4 == BEGINS)
            begin(replay, step >> 2);
    }
}

static void replay_begin(struct replay *replay, const struct dr_record *record)
{
    *replay = (struct replay){.record = record};
    replay->begun = dr_zalloc(record->count, sizeof *replay->begun);
    replay->sleeper = dr_zalloc(record->count, sizeof *replay->sleeper);
    replay->at = dr_zalloc((size_t)record->nranks, sizeof *replay->at);
    /* An operation is waited for by its rank or its partner's: each rank
     * sleeps at most once. */
    replay->ready = dr_zalloc((size_t)record->nranks, sizeof *replay->ready);
}

static void replay_end(struct replay *replay)
{
    free(replay->begun);
    free(replay->sleeper);
    free(replay->at);
    free(replay->ready);
}

/* How many ranks do not reach their end at this limit. */
static int run(struct replay *replay, uint64_t limit)
{
    const struct dr_record *record = replay->record;
    int stuck = 0;

    replay->limit = limit;
    for (uint32_t i = 0; i < record->count; i++) {
        replay->begun[i] = false;
        replay->sleeper[i] = -1;
    }
    replay->nready = record->nranks;
    for (int i = 0; i < record->nranks; i++) {
        replay->at[i] = 0;
        replay->ready[i] = i;
    }
    while (replay->nready > 0)
        go_on(replay, replay->ready[--replay->nready]);
    for (int i = 0; i < record->nranks; i++)
        stuck += replay->at[i] < record->threads[i].count;
    return stuck;
}

/* The least limit at which all get through, known to lie in (low, high]. */
static uint64_t turning_point(struct replay *replay, uint64_t low,
                              uint64_t high)
{
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;

        if (run(replay, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The standard send in which the rank stands, or NULL. */
static const struct operation *stands_in(const struct replay *replay, int rank)
{
    const struct thread *thread = &replay->record->threads[rank];
    const struct operation *operation;
    uint32_t step;

    if (replay->at[rank] >= thread->count)
        return NULL;
    step = thread->steps[replay->at[rank]];
    operation = &replay->record->operations[step >> 2];
    return step % 4 == OVER && operation->what == SEND ? operation : NULL;
}

int dr_record_judge(struct dr_record *record, uint64_t *limit,
                    struct dr_record_send *sends, int most, int *nsends)
{
    struct replay replay;
    uint64_t largest = 0;
    int stuck = 0;

    *nsends = 0;
    if (!record || record->stopped)
        return 0;
    for (uint32_t i = 1; i < record->count; i++) {
        const struct operation *it = &record->operations[i];

        if (it->what == SEND && it->bytes > largest)
            largest = it->bytes;
    }
    replay_begin(&replay, record);
    if (run(&replay, 0) > 0 && run(&replay, largest + 1) == 0) {
        *limit = turning_point(&replay, 0, largest + 1);
        stuck = run(&replay, *limit - 1);
        for (int i = 0; i < record->nranks && *nsends < most; i++) {
            const struct operation *it = stands_in(&replay, i);

            if (it)
                sends[(*nsends)++] = (struct dr_record_send){
                    i, it->to, it->bytes, it->call, it->site};
        }
    }
    replay_end(&replay);
    return stuck;
}
