/*
 * lease.c - buffers of one-sided operations, until they are the program's
 * again.
 */
#include "rma/lease.h"

#include "rma/conflict_tell.h"

enum {
    LEASES_MOST = 4096 /* of one bond */
};

static bool all(void)
{
    return dr_world->config.check_buffers == DR_CHECK_BUFFERS_ALL;
}

static void take(struct dr_lease *lease)
{
    uint64_t bytes = dr_span_bytes(lease->claim.span);

    if (dr_world->config.check_buffers == DR_CHECK_BUFFERS_NO)
        return;
    dr_imprint_take(&lease->imprint, lease->claim.span, bytes, all());
    if (bytes > DR_IMPRINT_WHOLE && !all())
        dr_world->sampled = true;
}

static void compare(struct dr_lease *lease, bool arrives)
{
    enum dr_imprint_answer answer;
    uint64_t from = 0, end = 0;

    if (lease->imprint.bytes == 0 || lease->known)
        return;
    answer = dr_imprint_compare(&lease->imprint, lease->claim.span,
                                lease->imprint.bytes, all(), &from, &end);
    if (answer == DR_IMPRINT_SAME)
        return;
    lease->known = true;
    dr_conflict_tell_change(lease, arrives, answer, from, end);
}

static void touched(struct dr_claim *claim, const struct dr_access *access)
{
    struct dr_lease *lease = claim->owner;

    lease->known = true;
    dr_conflict_tell_access(claim, access);
}

struct dr_lease *dr_lease_of(const struct dr_claim *claim)
{
    return claim->touched == touched ? claim->owner : NULL;
}

static bool same(struct dr_span a, struct dr_span b)
{
    return a.buffer == b.buffer && a.count == b.count && a.type == b.type;
}

/* A get that another repeats: whichever ends last, the buffer has the same. */
static bool repeats(const struct dr_rma_op *op, const struct dr_claim *claim)
{
    const struct dr_lease *other = dr_lease_of(claim);

    return op->what.kind == DR_RMA_GET && other && other->bond == op->bond &&
           other->source.type && same(op->what.origin, claim->span) &&
           same(op->what.target, other->source);
}

/* Is another operation given the memory?  False if this one needs no lease. */
static bool look_at_other(struct dr_rma_op *op, struct dr_span span,
                          bool writes)
{
    const struct dr_claim *other =
        dr_claims_find(op->bond->origin->owner, span, writes);
    struct dr_lease *lease = other ? dr_lease_of(other) : NULL;

    if (lease)
        lease->known = true;
    if (other && repeats(op, other))
        return false;
    if (other)
        dr_conflict_tell_shared(op, writes, other);
    return true;
}

static void lease(struct dr_rma_op *op, struct dr_span span, bool writes)
{
    struct dr_bond *bond = op->bond;
    struct dr_lease *made;

    if (dr_span_bytes(span) == 0 || bond->nleases == LEASES_MOST ||
        !look_at_other(op, span, writes))
        return;
    made = dr_pool_take(&bond->origin->window->leases);
    *made = (struct dr_lease){.claim = {.span = span,
                                        .writes = writes,
                                        .touched = touched,
                                        .owner = made,
                                        .operation = op->by.call,
                                        .call = op->by.call,
                                        .site = op->by.site},
                              .bond = bond,
                              .epoch = op->epoch,
                              .fences = op->fences,
                              .request = op->request};
    if (op->what.kind == DR_RMA_GET)
        made->source = op->what.target;
    if (span.type && !span.type->predefined)
        dr_datatype_hold(span.type);
    take(made);
    dr_claim_begin(bond->origin->owner, &made->claim);
    dr_list_append(&bond->leases, &made->link);
    bond->nleases++;
    op->leases[op->nleases++] = made;
    if (op->request) {
        made->sibling = op->request->buffer;
        op->request->buffer = made;
    }
}

void dr_lease_begin(struct dr_rma_op *op)
{
    op->nleases = 0;
    lease(op, op->what.origin, op->what.kind == DR_RMA_GET);
    lease(op, op->what.result, true);
    if (op->what.kind == DR_RMA_COMPARE_AND_SWAP)
        lease(op,
              (struct dr_span){(void *)(uintptr_t)op->what.compare, 1,
                               op->what.target.type},
              false);
}

void dr_lease_fills(const struct dr_rma_op *op)
{
    for (int i = 0; i < op->nleases; i++) {
        if (op->leases[i]->claim.writes)
            compare(op->leases[i], true);
    }
}

void dr_lease_filled(const struct dr_rma_op *op)
{
    for (int i = 0; i < op->nleases; i++) {
        if (op->leases[i]->claim.writes)
            take(op->leases[i]);
    }
}

static void leave_request(struct dr_lease *ended)
{
    struct dr_lease *it = ended->request->buffer;

    if (it == ended) {
        ended->request->buffer = ended->sibling;
        return;
    }
    while (it->sibling != ended)
        it = it->sibling;
    it->sibling = ended->sibling;
}

static void end(struct dr_lease *ended)
{
    const struct dr_datatype *type = ended->claim.span.type;

    compare(ended, false);
    if (ended->request)
        leave_request(ended);
    dr_claim_end(ended->bond->origin->owner, &ended->claim);
    dr_list_remove(&ended->link);
    ended->bond->nleases--;
    if (type && !type->predefined)
        dr_datatype_release(type);
    dr_pool_give(&ended->bond->origin->window->leases, ended);
}

static struct dr_lease *by_link(struct dr_link *link)
{
    return DR_CONTAINER(link, struct dr_lease, link);
}

void dr_lease_end(struct dr_bond *bond)
{
    while (!dr_list_empty(&bond->leases))
        end(by_link(bond->leases.next));
}

void dr_lease_learnt(const struct dr_request *request)
{
    while (request->buffer)
        end(request->buffer);
}
