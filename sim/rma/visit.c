/*
 * visit.c - operations in a window, and its owner's own loads and stores.
 *
 * Invariant: a visit is in one list, of its bond or, if it belongs to a fence,
 * of its target; its claim is in the trees of the target's owner meanwhile.
 */
#include "rma/visit.h"

#include "p2p/engine.h"
#include "rma/conflict_tell.h"
#include "rma/epoch.h"

enum {
    VISITS_MOST = 65536 /* of one window */
};

struct dr_visit {
    struct dr_claim claim;
    struct dr_link link;
    struct dr_bond *bond;
    struct dr_rank *owner; /* of the memory */
    int *count;            /* of visits there */
    enum dr_epoch epoch;
    bool reads_back;   /* over when the origin has its data */
    bool delayed;      /* its lock is not held yet */
    bool told;         /* something was said */
    bool there, seen;  /* it took effect; and the owner has seen it */
    uint64_t received; /* messages that the owner had got at its start */
    /* A load of the owner's that may be one of many: told at the end. */
    struct dr_access load;
    bool repeated;
};

size_t dr_visit_size(void)
{
    return sizeof(struct dr_visit);
}

static void tell(struct dr_visit *visit, const struct dr_access *access,
                 enum dr_severity severity)
{
    visit->told = true;
    dr_conflict_tell_owner(&visit->claim, access, visit->bond, severity);
}

/* The owner looks, and may have waited for this. */
static void look(struct dr_visit *visit, const struct dr_access *access)
{
    visit->seen = visit->there;
    if (visit->load.site == access->site &&
        visit->load.bytes.low == access->bytes.low)
        visit->repeated = true;
    else if (!visit->load.site &&
             visit->owner->port->received > visit->received)
        visit->load = *access;
}

/* Has the owner locked its window, and nobody else got in yet? */
static bool locked_out(const struct dr_visit *visit)
{
    const struct dr_win *target = visit->bond->target;
    const struct dr_bond *bond;

    return visit->delayed &&
           dr_win_access(target, target->rank, &bond) == DR_EPOCH_LOCK;
}

static void touched(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_visit *visit = claim->owner;
    bool own = visit->bond->origin->owner == visit->owner;

    if (!access->site) {
        visit->seen |= visit->there;
        return;
    }
    if (locked_out(visit))
        return;
    if (!dr_epoch_passive(visit->epoch) || own)
        tell(visit, access, DR_ERROR);
    else if (!access->writes)
        look(visit, access);
    else if (!visit->seen)
        tell(visit, access, DR_ERROR);
}

/* Does it matter to the owner? */
static bool matters(const struct dr_rma_op *op)
{
    bool active = op->epoch == DR_EPOCH_FENCE || op->epoch == DR_EPOCH_START;

    return active || !dr_rma_only_reads(&op->what) ||
           op->bond->origin == op->bond->target;
}

static void begin(struct dr_rma_op *op)
{
    struct dr_bond *bond = op->bond;
    struct dr_win *target = bond->target;
    int *count = &dr_win_member(target, target->rank)->nvisits;
    struct dr_visit *visit;

    if (dr_span_bytes(op->what.target) == 0 || *count == VISITS_MOST ||
        !matters(op))
        return;
    visit = dr_pool_take(&target->window->visits);
    *visit = (struct dr_visit){
        .claim = {.span = op->what.target,
                  .writes = !dr_rma_only_reads(&op->what),
                  .foreign = true,
                  .touched = touched,
                  .owner = visit,
                  .operation = op->by.call,
                  .call = op->by.call,
                  .site = op->by.site},
        .bond = bond,
        .owner = target->owner,
        .count = count,
        .epoch = op->epoch,
        .delayed = true,
        .reads_back = dr_rma_returns(op->what.kind),
        .received = target->owner->port->received,
    };
    if (!op->what.target.type->predefined)
        dr_datatype_hold(op->what.target.type);
    dr_claim_begin(target->owner, &visit->claim);
    dr_list_append(op->epoch == DR_EPOCH_FENCE ? &target->visits[op->fence]
                                               : &bond->visits,
                   &visit->link);
    ++*count;
    op->visit = visit;
}

/* MPI_Win_lock_all has returned, although nobody was asked. */
void dr_visit_call(struct dr_rma_op *op)
{
    op->visit = NULL;
    if (op->epoch == DR_EPOCH_LOCK_ALL)
        begin(op);
}

void dr_visit_go(struct dr_rma_op *op)
{
    if (op->epoch != DR_EPOCH_LOCK_ALL)
        begin(op);
    if (op->visit)
        op->visit->delayed = false;
}

void dr_visit_arrive(const struct dr_rma_op *op)
{
    const struct dr_bond *bond = op->bond;

    if (bond->origin == bond->target && dr_rma_returns(op->what.kind))
        dr_claims_look(bond->origin->owner, dr_span_reach(op->what.target));
    if (op->visit)
        op->visit->there = true;
}

bool dr_visit_told(const struct dr_rma_op *op)
{
    return op->visit && op->visit->told;
}

static void end(struct dr_visit *visit)
{
    const struct dr_datatype *type = visit->claim.span.type;

    if (visit->load.site && !visit->repeated)
        tell(visit, &visit->load, DR_WARNING);
    dr_claim_end(visit->owner, &visit->claim);
    dr_list_remove(&visit->link);
    --*visit->count;
    if (!type->predefined)
        dr_datatype_release(type);
    dr_pool_give(&visit->bond->origin->window->visits, visit);
}

static struct dr_visit *by_link(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_visit, link);
}

void dr_visit_flush(struct dr_bond *bond, bool remote)
{
    struct dr_link *it = bond->visits.next;

    while (it != &bond->visits) {
        struct dr_visit *visit = by_link(it);

        it = it->next;
        if (dr_epoch_passive(visit->epoch) && (remote || visit->reads_back))
            end(visit);
    }
}

void dr_visit_end(struct dr_link *visits)
{
    while (!dr_list_empty(visits))
        end(by_link(visits->next));
}
