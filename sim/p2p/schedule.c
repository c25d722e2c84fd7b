/*
 * schedule.c - a collective as rounds of sends, receives and local steps.
 */
#include "p2p/schedule_step.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "core/unison.h"
#include "p2p/record.h"

/* Tags of collectives count up and start again here; those of persistent ones
 * do so behind them, and behind these are the tags of partial ones. */
enum {
    TAGS = 1 << 24
};

struct dr_schedule *dr_schedule_new(struct dr_comm *comm)
{
    struct dr_schedule *schedule = dr_zalloc(1, sizeof *schedule);

    schedule->ways[0] = (struct dr_way){
        .comm = dr_comm_hold(comm),
        .context = comm->circle->context + DR_CONTEXT_COLLECTIVE,
        .tag = (int)(comm->collectives++ % TAGS)};
    schedule->nways = 1;
    schedule->root = DR_UNISON_NO_ROOT;
    dr_list_init(&schedule->link);
    dr_list_init(&schedule->begun);
    dr_list_init(&schedule->running);
    dr_list_init(&schedule->loans);
    dr_list_init(&schedule->briefly);
    return schedule;
}

struct dr_schedule *dr_schedule_new_partial(struct dr_comm *comm, int tag)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);

    comm->collectives--;
    schedule->ways[0].tag = 2 * TAGS + tag % (INT_MAX - 2 * TAGS);
    return schedule;
}

struct dr_schedule *dr_schedule_new_kept(struct dr_comm *comm)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);

    comm->collectives--;
    schedule->ways[0].tag = TAGS + (int)(comm->kept++ % TAGS);
    return schedule;
}

int dr_schedule_pass(struct dr_comm *comm, int root)
{
    uint32_t number = comm->collectives++ % TAGS;

    dr_unison_call(comm, number, false, root, NULL);
    return (int)number;
}

void dr_schedule_root(struct dr_schedule *schedule, int root)
{
    schedule->root = root;
}

void dr_schedule_offer(struct dr_schedule *schedule,
                       const struct dr_offers *offers)
{
    schedule->offers = offers;
}

void dr_schedule_blocks(struct dr_schedule *schedule)
{
    schedule->typed = true;
}

bool dr_schedule_number(const struct dr_schedule *schedule, uint32_t *number)
{
    *number = (uint32_t)schedule->ways[0].tag;
    return *number < TAGS && !schedule->exchanges;
}

void dr_schedule_compare(const struct dr_schedule *schedule)
{
    int tag = schedule->ways[0].tag;

    if (!schedule->exchanges && tag < 2 * TAGS)
        dr_unison_call(schedule->ways[0].comm, (uint32_t)(tag % TAGS),
                       tag >= TAGS, schedule->root, schedule->offers);
}

void dr_schedule_count(struct dr_schedule *schedule)
{
    int tag = schedule->ways[0].tag;

    if (tag >= TAGS && tag < 2 * TAGS && !schedule->exchanges)
        dr_unison_start(schedule->ways[0].comm, (uint32_t)(tag - TAGS),
                        ++schedule->starts);
}

static void turn(struct dr_schedule *schedule, struct dr_way way)
{
    unsigned i = 0;

    while (i < schedule->nways && (schedule->ways[i].context != way.context ||
                                   schedule->ways[i].tag != way.tag))
        i++;
    assert(i < DR_WAYS_MOST);
    schedule->ways[i] = way;
    schedule->way = i;
    if (i == schedule->nways)
        schedule->nways++;
}

void dr_schedule_turn_to(struct dr_schedule *schedule, struct dr_comm *comm)
{
    turn(schedule,
         (struct dr_way){comm, comm->circle->context + DR_CONTEXT_COLLECTIVE,
                         schedule->ways[0].tag});
}

void *dr_schedule_scratch(struct dr_schedule *schedule, uint64_t bytes)
{
    struct dr_scratch *scratch = dr_alloc(sizeof *scratch + bytes);

    scratch->next = schedule->scratch;
    schedule->scratch = scratch;
    return scratch->memory;
}

/* The program may free a datatype once the collective has begun. */
static const struct dr_datatype *hold(const struct dr_datatype *type)
{
    if (type)
        dr_datatype_hold(type);
    return type;
}

static struct dr_step *add(struct dr_schedule *schedule, enum dr_step_kind kind,
                           struct dr_span span)
{
    struct dr_step *step;

    if (schedule->count == schedule->room) {
        schedule->room = schedule->room ? 2 * schedule->room : 4;
        schedule->steps =
            dr_realloc(schedule->steps, schedule->room * sizeof *step);
    }
    step = &schedule->steps[schedule->count++];
    *step = (struct dr_step){.kind = (uint8_t)kind,
                             .way = schedule->way,
                             .begins_round = schedule->ended,
                             .lends = schedule->lends,
                             .buffer = span.buffer,
                             .count = span.count,
                             .type = hold(span.type)};
    schedule->ended = false;
    return step;
}

void dr_schedule_send(struct dr_schedule *schedule, struct dr_span from,
                      int peer)
{
    add(schedule, DR_STEP_SEND, from)->peer = peer;
}

void dr_schedule_recv(struct dr_schedule *schedule, struct dr_span to, int peer)
{
    add(schedule, DR_STEP_RECV, to)->peer = peer;
}

void dr_schedule_lend(struct dr_schedule *schedule)
{
    schedule->lends = true;
}

void dr_schedule_lend_not(struct dr_schedule *schedule)
{
    schedule->lends = false;
}

static void converse(struct dr_schedule *schedule, struct dr_comm *comm,
                     uint32_t context, const struct dr_exchange *exchange)
{
    turn(schedule, (struct dr_way){comm, context, exchange->recv_tag});
    dr_schedule_recv(schedule, exchange->recv, exchange->source);
    turn(schedule, (struct dr_way){comm, context, exchange->send_tag});
    dr_schedule_send(schedule, exchange->send, exchange->target);
    schedule->way = 0;
}

void dr_schedule_exchange(struct dr_schedule *schedule,
                          const struct dr_exchange *exchange)
{
    struct dr_way *way = &schedule->ways[0];

    /* It is no collective: it takes none of their tags. */
    way->comm->collectives--;
    way->context = way->comm->circle->context;
    schedule->exchanges = schedule->typed = true;
    dr_record_stop(dr_world->engine->record, "MPI_Isendrecv is not replayed");
    converse(schedule, way->comm, way->context, exchange);
}

void dr_schedule_meet(struct dr_schedule *schedule, struct dr_comm *comm,
                      const struct dr_exchange *exchange)
{
    converse(schedule, comm, comm->circle->context + DR_CONTEXT_MAKING,
             exchange);
}

void dr_schedule_copy(struct dr_schedule *schedule, struct dr_span from,
                      struct dr_span to)
{
    add(schedule, DR_STEP_COPY, from);
    add(schedule, DR_STEP_MORE, to);
}

void dr_schedule_reduce(struct dr_schedule *schedule, const void *in,
                        void *inout, uint64_t count,
                        const struct dr_datatype *type, MPI_Datatype handle,
                        const struct dr_op *op)
{
    struct dr_step *step;

    add(schedule, DR_STEP_REDUCE,
        (struct dr_span){(void *)(uintptr_t)in, count, type});
    add(schedule, DR_STEP_MORE, (struct dr_span){inout, count, type});
    step = add(schedule, DR_STEP_MORE, (struct dr_span){0});
    step->op = dr_op_hold(op);
    step->handle = handle;
}

static void call(struct dr_schedule *schedule, enum dr_step_kind kind,
                 void (*function)(void *), void *argument)
{
    struct dr_step *step = add(schedule, kind, (struct dr_span){0});

    step->function = function;
    step->argument = argument;
}

void dr_schedule_call(struct dr_schedule *schedule, void (*function)(void *),
                      void *argument)
{
    call(schedule, DR_STEP_CALL, function, argument);
}

void dr_schedule_task(struct dr_schedule *schedule, void (*function)(void *),
                      void *argument)
{
    call(schedule, DR_STEP_TASK, function, argument);
}

void dr_schedule_end_round(struct dr_schedule *schedule)
{
    schedule->ended = schedule->count > 0;
}

bool dr_schedule_collective(const struct dr_schedule *schedule)
{
    return !schedule->exchanges;
}

void dr_schedule_end(struct dr_schedule *schedule)
{
    assert(dr_list_empty(&schedule->loans));
    assert(dr_list_empty(&schedule->briefly));
    for (uint32_t i = 0; i < schedule->count; i++) {
        if (schedule->steps[i].type)
            dr_datatype_release(schedule->steps[i].type);
        if (schedule->steps[i].kind == DR_STEP_REDUCE)
            dr_op_release(schedule->steps[i + 2].op);
    }
    while (schedule->scratch) {
        struct dr_scratch *next = schedule->scratch->next;

        free(schedule->scratch);
        schedule->scratch = next;
    }
    dr_comm_release(schedule->ways[0].comm);
    free(schedule->steps);
    free(schedule);
}
