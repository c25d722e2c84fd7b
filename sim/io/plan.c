/*
 * plan.c - a collective access: what all members want, and who does it.
 */
#include "io/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "coll/select.h"
#include "core/hosts.h"
#include "io/clash.h"
#include "io/io.h"

/* The offsets that a member sends to all: begin, end, bytes, elements. */
enum {
    SUMMARY_BYTES = 32
};

static struct dr_plan *find(struct dr_common *common, uint32_t number)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &common->plans) {
        struct dr_plan *plan = DR_CONTAINER(it, struct dr_plan, link);

        if (plan->number == number)
            return plan;
    }
    return NULL;
}

static struct dr_plan *new_plan(struct dr_file *file, uint32_t number)
{
    int size = file->comm->size;
    struct dr_plan *plan =
        dr_zalloc(1, sizeof *plan + (size_t)size * sizeof *plan->wishes);

    plan->number = number;
    plan->size = size;
    plan->references = size;
    dr_list_append(&file->common->plans, &plan->link);
    return plan;
}

struct dr_plan *dr_plan_join(struct dr_io_op *op)
{
    struct dr_file *file = op->file;
    struct dr_plan *plan;
    struct dr_wish *wish;
    uint32_t number;

    dr_schedule_number(op->schedule, &number);
    plan = find(file->common, number);
    if (!plan)
        plan = new_plan(file, number);
    wish = &plan->wishes[file->comm->rank];
    *wish = (struct dr_wish){.known = true,
                             .view = dr_view_copy(&op->view),
                             .position = op->position,
                             .bytes = op->bytes};
    return plan;
}

void dr_plan_leave(struct dr_plan *plan)
{
    if (--plan->references > 0)
        return;
    for (int i = 0; i < plan->size; i++) {
        if (plan->wishes[i].known)
            dr_view_end(&plan->wishes[i].view);
    }
    dr_list_remove(&plan->link);
    free(plan->aggregators);
    free(plan);
}

/* With the shared pointer, members follow each other by rank. */
static void give_order(struct dr_plan *plan, struct dr_common *common)
{
    for (int i = 0; i < plan->size; i++) {
        plan->wishes[i].position = common->shared_position;
        common->shared_position += plan->wishes[i].bytes;
    }
}

/* What lies beyond the end of the file is not read. */
static void cut(struct dr_plan *plan)
{
    for (int i = 0; i < plan->size; i++) {
        struct dr_wish *wish = &plan->wishes[i];

        if (plan->limit <= INT64_MAX && wish->view.rises)
            wish->bytes =
                dr_view_position(&wish->view, (int64_t)plan->limit,
                                 wish->position, wish->position + wish->bytes) -
                wish->position;
    }
}

/* The offsets that hold all of a wish that is not empty. */
static void bounds(const struct dr_wish *wish, uint64_t *begin, uint64_t *end)
{
    uint64_t length;

    *begin = (uint64_t)dr_view_offset(&wish->view, wish->position, &length);
    *end = (uint64_t)dr_view_offset(&wish->view,
                                    wish->position + wish->bytes - 1, &length) +
           1;
}

/* Find where all begins and ends; returns whether parts interleave, in the
 * order of ranks, as ROMIO asks.  `*plain`: all offsets rise. */
static bool survey(struct dr_plan *plan, bool *plain)
{
    bool interleaved = false;
    uint64_t last = 0;

    plan->lo = UINT64_MAX;
    plan->hi = 0;
    *plain = true;
    for (int i = 0; i < plan->size; i++) {
        const struct dr_wish *wish = &plan->wishes[i];
        uint64_t begin, end;

        *plain = *plain && wish->view.rises;
        if (wish->bytes == 0)
            continue;
        bounds(wish, &begin, &end);
        plan->wishes[i].begin = begin;
        plan->wishes[i].end = end;
        interleaved = interleaved || begin < last;
        last = end;
        plan->lo = begin < plan->lo ? begin : plan->lo;
        plan->hi = end > plan->hi ? end : plan->hi;
    }
    return interleaved;
}

/* One aggregator on each host, the lowest rank there. */
static void choose_aggregators(struct dr_plan *plan, const struct dr_file *file)
{
    const struct dr_hosts *hosts = dr_hosts_of(file->comm);
    int most = file->hints.cb_nodes;

    plan->naggregators = most > 0 && most < hosts->count ? most : hosts->count;
    plan->aggregators =
        dr_zalloc((size_t)plan->naggregators, sizeof *plan->aggregators);
    for (int i = 0; i < plan->naggregators; i++)
        plan->aggregators[i] = dr_hosts_leader(hosts, i);
}

static void divide(struct dr_plan *plan, const struct dr_file *file)
{
    uint64_t stripe = dr_storage_terms_of(dr_io()->storage)->stripe;
    uint64_t each;

    choose_aggregators(plan, file);
    plan->lo -= plan->lo % stripe;
    each = (plan->hi - plan->lo - 1) / (uint64_t)plan->naggregators;
    plan->domain = (each / stripe + 1) * stripe;
    plan->window = file->hints.cb_buffer_size;
    each =
        plan->hi - plan->lo < plan->domain ? plan->hi - plan->lo : plan->domain;
    plan->rounds = (each + plan->window - 1) / plan->window;
}

void dr_plan_make(struct dr_plan *plan, struct dr_io_op *op)
{
    const struct dr_file *file = op->file;
    enum dr_hint hint = op->writes ? file->hints.cb_write : file->hints.cb_read;
    bool interleaved, plain;

    if (!plan->made) {
        plan->made = true;
        plan->limit = UINT64_MAX;
        if (!op->writes)
            dr_backing_size(file->common->backing, &plan->limit);
        if (op->where == DR_AT_ORDERED)
            give_order(plan, file->common);
        cut(plan);
        interleaved = survey(plan, &plain);
        plan->two_phase = plain && plan->hi > 0 &&
                          (hint == DR_HINT_ENABLE ||
                           (hint != DR_HINT_DISABLE && interleaved));
        if (plan->two_phase)
            divide(plan, file);
    }
    op->position = plan->wishes[file->comm->rank].position;
}

void dr_plan_window(const struct dr_plan *plan, int aggregator, uint64_t round,
                    uint64_t *begin, uint64_t *end)
{
    uint64_t first = plan->lo + (uint64_t)aggregator * plan->domain;
    uint64_t last = first + plan->domain;

    last = last < plan->hi ? last : plan->hi;
    *begin = first + round * plan->window;
    *end = *begin + plan->window;
    *end = *end < last ? *end : last;
    if (*begin >= *end)
        *begin = *end = 0;
}

void dr_plan_share(const struct dr_wish *wish, uint64_t begin, uint64_t end,
                   uint64_t *from, uint64_t *to)
{
    uint64_t last = wish->position + wish->bytes;

    *from = *to = wish->position;
    if (begin == end || begin >= wish->end || end <= wish->begin)
        return;
    *from = dr_view_position(&wish->view, (int64_t)begin, wish->position, last);
    *to = dr_view_position(&wish->view, (int64_t)end, *from, last);
}

/* Everybody's offsets have come. */
static void decide(void *argument)
{
    struct dr_io_op *op = argument;

    dr_plan_make(op->plan, op);
    if (op->plan->two_phase) {
        dr_two_phase_begin(op);
        return;
    }
    dr_schedule_end_round(op->schedule);
    dr_schedule_task(op->schedule, dr_io_task, op);
    dr_schedule_end_round(op->schedule);
    dr_schedule_call(op->schedule, dr_io_finish, op);
    dr_plan_leave(op->plan);
}

/* The offsets themselves are in the plan; what travels is their size. */
static void exchange_offsets(struct dr_io_op *op)
{
    int size = op->file->comm->size;
    struct dr_coll coll = {.comm = op->file->comm};

    coll.send.type = coll.recv.type = dr_datatype_get(MPI_BYTE);
    coll.send.count = coll.recv.count = SUMMARY_BYTES;
    coll.send.buffer = dr_schedule_scratch(op->schedule, SUMMARY_BYTES);
    coll.recv.buffer =
        dr_schedule_scratch(op->schedule, SUMMARY_BYTES * (uint64_t)size);
    memset(coll.send.buffer, 0, SUMMARY_BYTES);
    dr_coll_build(op->schedule, DR_COLL_ALLGATHER, &coll);
}

struct dr_request *dr_io_collective(struct dr_io_op *op)
{
    op->plan = dr_plan_join(op);
    exchange_offsets(op);
    dr_schedule_end_round(op->schedule);
    dr_schedule_call(op->schedule, decide, op);
    return dr_io_op_start(op);
}
