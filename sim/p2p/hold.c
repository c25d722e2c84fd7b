/*
 * hold.c - the buffers of operations that the program has started.
 *
 * Invariant: the claim of a hold is in its rank's trees while `begun`.
 */
#include "p2p/hold.h"

#include "p2p/schedule.h"

static bool wanted(void)
{
    return dr_world->config.check_buffers != DR_CHECK_BUFFERS_NO;
}

static bool all(void)
{
    return dr_world->config.check_buffers == DR_CHECK_BUFFERS_ALL;
}

/* Note, too, that not all was compared. */
static void take(struct dr_hold *hold, uint64_t bytes)
{
    dr_imprint_take(&hold->imprint, hold->claim.span, bytes, all());
    if (bytes > DR_IMPRINT_WHOLE && !all())
        dr_world->sampled = true;
}

void dr_hold_add(struct dr_request *request, struct dr_span span, bool writes)
{
    struct dr_hold *hold;

    if (!wanted() || dr_span_bytes(span) == 0)
        return;
    hold = dr_pool_take(&dr_world->holds);
    hold->claim.span = span;
    hold->claim.writes = writes;
    hold->claim.foreign = false;
    hold->claim.minor = false;
    hold->claim.touched = dr_hold_tell_access;
    hold->claim.owner = hold;
    hold->claim.operation = request->call;
    hold->next = request->holds;
    hold->request = request;
    hold->imprint.bytes = 0;
    hold->begun = false;
    request->holds = hold;
    if (span.type && !span.type->predefined)
        dr_datatype_hold(span.type);
}

void dr_hold_add_array(struct dr_request *request, const void *array,
                       size_t bytes)
{
    const struct dr_hold *before = request->holds;

    dr_hold_add(
        request,
        (struct dr_span){(void *)(uintptr_t)array, (uint64_t)bytes, NULL},
        false);
    if (request->holds != before)
        request->holds->claim.minor = true;
}

/* Data of a receive may have been there already. */
static void remember(struct dr_hold *hold)
{
    struct dr_request *request = hold->request;
    struct dr_span span = hold->claim.span;
    uint64_t bytes = dr_span_bytes(span);

    if (request->operation == DR_COLLECTIVE && hold->claim.writes)
        return;
    if (request->filled)
        bytes = request->result.bytes;
    take(hold, bytes);
}

static void begin(struct dr_hold *hold)
{
    struct dr_rank *rank = hold->request->owner;
    const struct dr_claim *other =
        dr_claims_find(rank, hold->claim.span, hold->claim.writes);

    if (other)
        dr_hold_tell_overlap(hold->claim.writes, other);
    dr_claims_pass(hold->claim.span, hold->claim.writes);
    hold->claim.call = rank->call->name;
    hold->claim.site = rank->call->site;
    hold->begun = true;
    hold->told = false;
    remember(hold);
}

void dr_hold_begin(struct dr_request *request)
{
    struct dr_hold *it;

    if (!request->holds && request->operation <= DR_RECV &&
        request->peer != MPI_PROC_NULL)
        dr_hold_add(
            request,
            (struct dr_span){request->buffer, request->count, request->type},
            request->operation == DR_RECV);
    for (it = request->holds; it; it = it->next)
        begin(it);
    /* Spans of one operation are not compared with each other. */
    for (it = request->holds; it; it = it->next)
        dr_claim_begin(request->owner, &it->claim);
    if (request->operation == DR_COLLECTIVE && request->done)
        dr_hold_filled(request);
}

static inline void compare(const struct dr_hold *hold, uint64_t bytes,
                           bool arrives)
{
    enum dr_imprint_answer answer;
    uint64_t from = 0, end = 0;

    if (hold->imprint.bytes == 0 || hold->told)
        return;
    answer = dr_imprint_compare(&hold->imprint, hold->claim.span, bytes, all(),
                                &from, &end);
    if (answer != DR_IMPRINT_SAME)
        dr_hold_tell_change(hold, arrives, answer, from, end);
}

void dr_hold_fills(struct dr_request *request)
{
    if (request->holds && !request->owner->ended)
        compare(request->holds, request->result.bytes, true);
}

/* Does the program do nothing before it learns that the request is over? */
static bool is_waited_for(const struct dr_request *request)
{
    const struct dr_wait *wait = request->owner->port->wait;

    return request->awaited && wait && wait->kind == DR_WAIT_ALL;
}

/* How much of a span is there once the operation is over. */
static uint64_t written(const struct dr_hold *hold)
{
    const struct dr_request *request = hold->request;
    uint64_t bytes = dr_span_bytes(hold->claim.span);

    if (request->schedule && dr_schedule_collective(request->schedule))
        return bytes;
    return request->result.bytes < bytes ? request->result.bytes : bytes;
}

void dr_hold_filled(struct dr_request *request)
{
    /* The program has not waited, and its memory is gone. */
    if (request->owner->ended)
        return;
    for (struct dr_hold *it = request->holds; it; it = it->next) {
        if (!it->claim.writes)
            continue;
        it->imprint.bytes = 0;
        if (!is_waited_for(request))
            take(it, written(it));
    }
}

static void release(struct dr_hold *hold)
{
    const struct dr_datatype *type = hold->claim.span.type;

    if (type && !type->predefined)
        dr_datatype_release(type);
    dr_pool_give(&dr_world->holds, hold);
}

static void end_claim(struct dr_hold *hold)
{
    dr_claim_end(hold->request->owner, &hold->claim);
    hold->begun = false;
    hold->imprint.bytes = 0;
}

void dr_hold_end(struct dr_request *request)
{
    for (struct dr_hold *it = request->holds; it; it = it->next) {
        if (!it->begun)
            continue;
        if (!request->result.cancelled)
            compare(it, it->imprint.bytes, false);
        end_claim(it);
    }
}

bool dr_hold_over(const struct dr_request *request)
{
    return !request->holds || !request->holds->begun;
}

void dr_hold_drop(struct dr_request *request)
{
    while (request->holds) {
        struct dr_hold *first = request->holds;

        if (first->begun)
            end_claim(first);
        request->holds = first->next;
        release(first);
    }
}

void dr_hold_pass(struct dr_span span, bool writes)
{
    const struct dr_rank *rank = dr_world->self;
    const struct dr_claim *other = dr_claims_find(rank, span, writes);

    if (other && dr_span_bytes(span) > 0)
        dr_hold_tell_overlap(writes, other);
    dr_claims_pass(span, writes);
}
