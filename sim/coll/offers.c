/*
 * offers.c - what a member of a collective gives, for core/offers.h.
 *
 * Within one group there is one thing, 0.  Of two groups each has its own: the
 * blocks that go out of it, for which it is numbered, or in a reduction its
 * counts.
 */
#include "coll/offers.h"

static const char *const sent = "the block sent";
static const char *const received = "the block to receive";
static const char *const buffer = "the buffer";

static struct dr_amount amount_of(const struct dr_blocks *blocks)
{
    return (struct dr_amount){blocks->type->signature, blocks->count};
}

static void offer(struct dr_offers *offers, int thing,
                  const struct dr_blocks *blocks, const char *what)
{
    if (blocks->type)
        offers->offers[offers->noffers++] =
            (struct dr_offer){what, thing, amount_of(blocks)};
}

static void offer_block(struct dr_offers *offers, int thing,
                        const struct dr_blocks *blocks, const char *what)
{
    if (blocks->type)
        offers->block = (struct dr_offer){what, thing, amount_of(blocks)};
}

static void offer_array(struct dr_offers *offers, int thing,
                        const struct dr_blocks *blocks, int count)
{
    if (dr_integers_given(blocks->counts))
        offers->array = (struct dr_offered_array){
            blocks->type->signature, blocks->counts.narrow, blocks->counts.wide,
            count, thing};
}

/* The blocks that this rank sends, and those that it receives. */
static int out_of(const struct dr_coll *coll)
{
    return dr_comm_inter(coll->comm) ? coll->comm->side : 0;
}

static int into(const struct dr_coll *coll)
{
    return dr_comm_inter(coll->comm) ? 1 - coll->comm->side : 0;
}

/* "By passing MPI_IN_PLACE at all processes" (MPI 4.1, sections 6.7 to 6.10).
 */
static bool goes_for_all(enum dr_coll_operation operation)
{
    switch (operation) {
    case DR_COLL_ALLGATHER:
    case DR_COLL_ALLGATHERV:
    case DR_COLL_ALLTOALL:
    case DR_COLL_ALLTOALLV:
    case DR_COLL_ALLTOALLW:
    case DR_COLL_ALLREDUCE:
    case DR_COLL_REDUCE_SCATTER:
    case DR_COLL_REDUCE_SCATTER_BLOCK:
        return true;
    default:
        return false;
    }
}

void dr_coll_offer(struct dr_offers *offers, enum dr_coll_operation operation,
                   const struct dr_coll *coll)
{
    const struct dr_blocks *send = &coll->send, *recv = &coll->recv;
    int npeers = coll->comm->npeers;

    *offers = (struct dr_offers){.op = coll->op,
                                 .all_in_place = goes_for_all(operation),
                                 .in_place = coll->in_place};
    switch (operation) {
    case DR_COLL_BCAST:
        offer(offers, 0, recv, buffer);
        break;
    case DR_COLL_REDUCE:
    case DR_COLL_ALLREDUCE:
    case DR_COLL_SCAN:
    case DR_COLL_EXSCAN:
        offer(offers, 0, coll->root == MPI_ROOT ? recv : send, buffer);
        break;
    case DR_COLL_REDUCE_SCATTER_BLOCK:
        offer(offers, out_of(coll), recv, "the block");
        break;
    case DR_COLL_REDUCE_SCATTER:
        offer_array(offers, out_of(coll), recv, coll->comm->size);
        break;
    case DR_COLL_GATHER:
    case DR_COLL_SCATTER:
        offer(offers, 0, send, sent);
        offer(offers, 0, recv, received);
        break;
    case DR_COLL_ALLGATHER:
    case DR_COLL_ALLTOALL:
        offer(offers, out_of(coll), send, sent);
        offer(offers, into(coll), recv, received);
        break;
    case DR_COLL_GATHERV:
        offer_block(offers, 0, send, sent);
        offer_array(offers, 0, recv, npeers);
        break;
    case DR_COLL_SCATTERV:
        offer_block(offers, 0, recv, received);
        offer_array(offers, 0, send, npeers);
        break;
    case DR_COLL_ALLGATHERV:
        offer_block(offers, out_of(coll), send, sent);
        offer_array(offers, into(coll), recv, npeers);
        break;
    default:
        break;
    }
}

bool dr_coll_pairwise(enum dr_coll_operation operation)
{
    switch (operation) {
    case DR_COLL_ALLTOALLV:
    case DR_COLL_ALLTOALLW:
    case DR_COLL_NEIGHBOR_ALLGATHER:
    case DR_COLL_NEIGHBOR_ALLGATHERV:
    case DR_COLL_NEIGHBOR_ALLTOALL:
    case DR_COLL_NEIGHBOR_ALLTOALLV:
    case DR_COLL_NEIGHBOR_ALLTOALLW:
        return true;
    default:
        return false;
    }
}

static struct dr_party own(const struct dr_blocks *blocks, int rank,
                           const struct dr_related *call, const char *what)
{
    const struct dr_datatype *type =
        blocks->types ? dr_datatype_get(blocks->types[rank]) : blocks->type;

    return (struct dr_party){
        *call, {type->signature, dr_blocks_count(blocks, rank)}, what};
}

void dr_coll_own_block(enum dr_coll_operation operation,
                       const struct dr_coll *coll,
                       const struct dr_related *call)
{
    struct dr_party out, in;

    if ((operation != DR_COLL_ALLTOALLV && operation != DR_COLL_ALLTOALLW) ||
        coll->in_place || dr_comm_inter(coll->comm))
        return;
    out = own(&coll->send, coll->comm->rank, call, sent);
    in = own(&coll->recv, coll->comm->rank, call, received);
    dr_mismatch_of_members(&out, &in);
}
