/*
 * collective_hold.c - the memory that belongs to a collective of this rank.
 *
 * Checking the arguments filled in the blocks that the rank must have, and
 * only those: what is not significant here, such as the receive buffer of a
 * gather elsewhere than at the root, has none.
 */
#include "api/collective.h"

#include "p2p/hold.h"

typedef void visitor(void *self, struct dr_span span, bool writes);

/* Blocks that follow each other without a gap are one. */
static bool extends(struct dr_span *span, struct dr_span next)
{
    if (!span->type || span->type != next.type || !span->type->contiguous ||
        (char *)span->buffer + span->count * span->type->size !=
            (char *)next.buffer)
        return false;
    span->count += next.count;
    return true;
}

static void visit_blocks(const struct dr_blocks *blocks, bool writes,
                         visitor *visit, void *self)
{
    struct dr_span span = {0};

    if (blocks->n > 0 && !dr_integers_given(blocks->displs)) {
        span = dr_blocks_all(blocks);
        span.count *= (uint64_t)blocks->n;
        visit(self, span, writes);
        return;
    }
    for (int i = 0; i < blocks->n; i++) {
        struct dr_span next = dr_blocks_at(blocks, i);

        if (next.count == 0 || extends(&span, next))
            continue;
        if (span.type)
            visit(self, span, writes);
        span = next;
    }
    if (span.type)
        visit(self, span, writes);
}

static void visit_buffers(enum dr_coll_operation operation,
                          const struct dr_coll *coll, visitor *visit,
                          void *self)
{
    /* Nobody comes before the first. */
    bool nothing = operation == DR_COLL_EXSCAN && coll->comm->rank == 0;

    if (operation == DR_COLL_BCAST) {
        visit_blocks(&coll->recv, !dr_coll_is_root(coll), visit, self);
    } else if (coll->in_place && coll->send.n > 0) {
        /* Of a reduction: all that is reduced stands in the receive buffer. */
        visit_blocks(&coll->send, true, visit, self);
    } else {
        visit_blocks(&coll->send, false, visit, self);
        if (!nothing)
            visit_blocks(&coll->recv, true, visit, self);
    }
}

static void hold(void *self, struct dr_span span, bool writes)
{
    dr_hold_add(self, span, writes);
    /* What it writes is compared from when it is over: algorithms put parts of
     * the result there before. */
    if (writes && !dr_world->guard)
        dr_world->half_seen = true;
}

static void hold_array(struct dr_request *request, const void *array,
                       size_t bytes)
{
    if (array)
        dr_hold_add_array(request, array, bytes);
}

/* Arrays of counts, displacements and datatypes are not to be changed either
 * (MPI 4.1, section 6.12). */
static void hold_arrays(struct dr_request *request,
                        const struct dr_blocks *blocks)
{
    const struct dr_integers both[] = {blocks->counts, blocks->displs};
    size_t n = (size_t)blocks->n;

    for (int i = 0; i < 2; i++) {
        hold_array(request, both[i].narrow, n * sizeof *both[i].narrow);
        hold_array(request, both[i].wide, n * sizeof *both[i].wide);
    }
    hold_array(request, blocks->types, n * sizeof(MPI_Datatype));
}

void dr_coll_hold(struct dr_request *request, enum dr_coll_operation operation,
                  const struct dr_coll *coll)
{
    visit_buffers(operation, coll, hold, request);
    hold_arrays(request, &coll->send);
    hold_arrays(request, &coll->recv);
}

static void pass(void *self, struct dr_span span, bool writes)
{
    (void)self;
    dr_hold_pass(span, writes);
}

void dr_coll_pass(enum dr_coll_operation operation, const struct dr_coll *coll)
{
    const struct dr_claims *claims = &dr_world->self->claims;

    if (claims->read || claims->written || claims->foreign)
        visit_buffers(operation, coll, pass, NULL);
}
