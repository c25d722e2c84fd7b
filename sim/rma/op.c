/*
 * op.c - one-sided operations on their way.
 */
#include "rma/op.h"

#include <math.h>

#include "p2p/livelock.h"
#include "p2p/moves.h"
#include "p2p/operation.h"
#include "p2p/progress.h"
#include "rma/conflict.h"
#include "rma/effect.h"
#include "rma/epoch.h"
#include "rma/gaze.h"
#include "rma/lease.h"
#include "rma/nostore.h"
#include "rma/promise.h"

enum {
    NO_FENCE = 2 /* the operation belongs to no fence epoch */
};

static struct dr_rma_op *by_link(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_rma_op, link);
}

/* Is its place among accumulates of the same origin and target kept? */
static bool ordered(enum dr_rma_kind kind)
{
    return kind != DR_RMA_PUT && kind != DR_RMA_GET;
}

static void hold_type(struct dr_span span)
{
    if (span.type && !span.type->predefined)
        dr_datatype_hold(span.type);
}

static void release_type(struct dr_span span)
{
    if (span.type && !span.type->predefined)
        dr_datatype_release(span.type);
}

static void free_op(struct dr_rma_op *op)
{
    release_type(op->what.origin);
    release_type(op->what.result);
    release_type(op->what.target);
    dr_pool_give(&op->bond->origin->window->ops, op);
}

/* The origin learns that the operation is over. */
static void end(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;
    struct dr_request *request = op->request;

    bond->pending--;
    bond->origin->going--;
    bond->origin->owner->port->visited += dr_epoch_passive(op->epoch);
    free_op(op);
    if (request)
        dr_operation_complete(request);
    dr_win_stir(bond->origin);
}

static void came_back(struct dr_parcel *parcel)
{
    end(DR_CONTAINER(parcel, struct dr_rma_op, parcel));
}

static void send_back(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;
    struct dr_parcel *parcel = &op->parcel;

    parcel->from = bond->target->owner;
    parcel->to = bond->origin->owner;
    parcel->route = bond->back;
    parcel->payload = true;
    parcel->facts = (struct dr_event_message){.send_call = op->by.call,
                                              .send_site = op->by.site};
    parcel->bytes = dr_effect_result_bytes(&op->what);
    parcel->arrived = came_back;
    dr_parcel_answer(parcel);
}

static void note_heard(struct dr_bond *bond)
{
    bond->heard_s = fmax(bond->heard_s, dr_net_now() + bond->back->latency_s);
    if (bond->heard_s < bond->origin->heard_s)
        return;
    bond->origin->heard_s = bond->heard_s;
    bond->origin->latest = bond;
}

static void take_effect(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;
    struct dr_win *target = bond->target;
    bool changes = dr_effect_changes(&op->what);

    dr_conflict_arrive(op);
    dr_promise_of_update(op);
    /* Whoever looks at windows may see something new. */
    dr_world->engine->idle += changes;
    if (dr_rma_returns(op->what.kind) && !dr_rma_only_reads(&op->what))
        dr_turn_updates(bond);
    if (changes)
        dr_gaze_wrote(op);
    dr_lease_fills(op);
    dr_effect_take(&op->what);
    dr_lease_filled(op);
    target->owner->port->visited += dr_epoch_passive(op->epoch);
    bond->applied++;
    if (op->fence != NO_FENCE)
        target->coming[op->fence]--;
    if (dr_rma_returns(op->what.kind)) {
        send_back(op);
    } else {
        note_heard(bond);
        end(op);
    }
    dr_bond_applied(bond);
    dr_win_stir(target);
}

static void keep_early(struct dr_bond *bond, struct dr_rma_op *op)
{
    struct dr_link *it;

    DR_LIST_FOREACH(it, &bond->early) {
        if (by_link(it)->number > op->number)
            break;
    }
    dr_list_append(it, &op->link);
}

/* Accumulates take effect in order. */
static void take_in_order(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;

    if (op->number != bond->accumulated) {
        keep_early(bond, op);
        return;
    }
    bond->accumulated++;
    take_effect(op);
    while (!dr_list_empty(&bond->early)) {
        op = by_link(bond->early.next);
        if (op->number != bond->accumulated)
            return;
        dr_list_remove(&op->link);
        bond->accumulated++;
        take_effect(op);
    }
}

static void arrived(struct dr_parcel *parcel)
{
    struct dr_rma_op *op = DR_CONTAINER(parcel, struct dr_rma_op, parcel);

    if (ordered(op->what.kind))
        take_in_order(op);
    else
        take_effect(op);
}


/* Does it change nothing, or say itself that something happens? */
static bool looks(const struct dr_rma *what)
{
    return dr_rma_only_reads(what) || what->kind == DR_RMA_COMPARE_AND_SWAP;
}

static void launch(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;
    struct dr_rank *from = bond->origin->owner, *to = bond->target->owner;

    dr_conflict_launch(op);
    op->parcel = (struct dr_parcel){
        .from = from,
        .to = to,
        .route = bond->out,
        .bytes = dr_effect_origin_bytes(&op->what),
        .payload = op->what.kind != DR_RMA_GET,
        .looks = looks(&op->what),
        .asks = dr_rma_only_reads(&op->what),
        .facts = {.send_call = op->by.call, .send_site = op->by.site},
        .arrived = arrived,
    };
    dr_parcel_send(&op->parcel);
}

/* It changes something once its lock, which is on the way, is there. */
static bool holds_back(const struct dr_rma_op *op)
{
    return dr_epoch_passive(op->epoch) && !looks(&op->what);
}

void dr_rma_release(struct dr_bond *bond)
{
    while (!dr_list_empty(&bond->delayed)) {
        struct dr_rma_op *op = by_link(bond->delayed.next);

        dr_list_remove(&op->link);
        if (holds_back(op)) {
            bond->updates--;
            dr_world->engine->held_back--;
        }
        launch(op);
    }
}

static void delay(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;

    dr_list_append(&bond->delayed, &op->link);
    if (!holds_back(op))
        return;
    bond->updates++;
    dr_world->engine->held_back += !bond->queued;
}

static void count(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;

    bond->issued++;
    bond->pending++;
    bond->origin->going++;
    if (ordered(op->what.kind))
        op->number = bond->accumulates++;
    if (op->fence != NO_FENCE)
        bond->target->coming[op->fence]++;
}

void dr_rma_issue(struct dr_bond *bond, const struct dr_rma *what,
                  enum dr_epoch access, struct dr_request *request)
{
    struct dr_rma_op *op = dr_pool_take(&bond->origin->window->ops);
    struct dr_rank *self = dr_world->self;

    op->bond = bond;
    op->what = *what;
    op->request = request;
    op->fence = access == DR_EPOCH_FENCE ? bond->origin->fences % 2 : NO_FENCE;
    op->by = (struct dr_origin){self->call->name, self->call->site};
    op->epoch = access;
    op->fences = bond->origin->fences;
    hold_type(what->origin);
    hold_type(what->result);
    hold_type(what->target);
    count(op);
    dr_conflict_begin(op);
    dr_livelock_note(self->port, (uint64_t)what->kind + 8 * what->target.count,
                     (uintptr_t)what->target.buffer);
    dr_livelock_note(self->port, (uintptr_t)what->origin.buffer,
                     (uintptr_t)what->result.buffer);
    if (dr_rma_returns(what->kind))
        dr_nostore_result(bond->origin, what->kind == DR_RMA_GET
                                            ? what->origin
                                            : what->result);
    if (looks(what))
        dr_gaze_at(bond, what);
    else
        dr_moves_forget(self->port);
    if (access == DR_EPOCH_FENCE || bond->granted)
        launch(op);
    else
        delay(op);
    dr_progress_pay_overhead(self->port);
}
