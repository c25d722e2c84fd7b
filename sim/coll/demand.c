/*
 * demand.c - what a call is like, and what algorithms demand of it.
 */
#include "coll/algorithm.h"
#include "core/hosts.h"

static bool commutative(const struct dr_coll *coll)
{
    return coll->op->commutative;
}

static bool predefined(const struct dr_coll *coll)
{
    return !coll->op->user;
}

static bool power_of_two(const struct dr_coll *coll)
{
    return (coll->comm->size & (coll->comm->size - 1)) == 0;
}

static bool even(const struct dr_coll *coll)
{
    return coll->comm->size % 2 == 0;
}

static bool two_ranks(const struct dr_coll *coll)
{
    return coll->comm->size == 2;
}

static bool element_per_rank(const struct dr_coll *coll)
{
    uint64_t size = (uint64_t)coll->comm->size;

    return coll->send.count >= (uint64_t)1 << (63 - __builtin_clzll(size));
}

static bool not_in_place(const struct dr_coll *coll)
{
    return !coll->in_place;
}

static bool shared_hosts(const struct dr_coll *coll)
{
    return dr_hosts_shared(dr_hosts_of(coll->comm), coll->comm->size);
}

static bool equal_blocks(const struct dr_coll *coll)
{
    for (int i = 1; i < coll->comm->size; i++) {
        if (dr_blocks_count(&coll->recv, i) != dr_blocks_count(&coll->recv, 0))
            return false;
    }
    return true;
}

static const struct {
    const char *word, *wants;
    bool (*met)(const struct dr_coll *coll);
} demands_known[DR_DEMANDS] = {
    {"commutative", "a commutative operator", commutative},
    {"predefined", "a predefined operator", predefined},
    {"power-of-two", "a power of two of ranks", power_of_two},
    {"even", "an even number of ranks", even},
    {"two-ranks", "two ranks", two_ranks},
    {"element-per-rank", "an element per rank", element_per_rank},
    {"not-in-place", "a send buffer", not_in_place},
    {"shared-hosts", "several hosts, one with several ranks", shared_hosts},
    {"equal-blocks", "equal blocks", equal_blocks},
};

unsigned dr_algorithm_unmet(unsigned demands, const struct dr_coll *coll)
{
    for (unsigned left = demands; left; left &= left - 1) {
        if (!demands_known[__builtin_ctz(left)].met(coll))
            return left & -left;
    }
    return 0;
}

const char *dr_algorithm_wants(unsigned demand)
{
    return demands_known[__builtin_ctz(demand)].wants;
}

const char *dr_algorithm_demand(unsigned demand)
{
    return demands_known[__builtin_ctz(demand)].word;
}


bool dr_coll_reduces(enum dr_coll_operation operation)
{
    switch (operation) {
    case DR_COLL_REDUCE:
    case DR_COLL_ALLREDUCE:
    case DR_COLL_REDUCE_SCATTER:
    case DR_COLL_REDUCE_SCATTER_BLOCK:
    case DR_COLL_SCAN:
    case DR_COLL_EXSCAN:
        return true;
    default:
        return false;
    }
}

static uint64_t bytes_of(const struct dr_blocks *blocks)
{
    return blocks->count * blocks->type->size;
}

static uint64_t bytes_of_all(const struct dr_blocks *blocks, int size)
{
    uint64_t count = 0;

    for (int i = 0; i < size; i++)
        count += dr_blocks_count(blocks, i);
    return count * blocks->type->size;
}

uint64_t dr_coll_bytes(enum dr_coll_operation operation,
                       const struct dr_coll *coll, uint64_t *total)
{
    uint64_t size = (uint64_t)coll->comm->size;
    bool root = coll->comm->rank == coll->root;
    uint64_t bytes = 0;

    switch (operation) {
    case DR_COLL_BCAST:
        return *total = bytes_of(&coll->recv);
    case DR_COLL_REDUCE:
    case DR_COLL_ALLREDUCE:
    case DR_COLL_SCAN:
    case DR_COLL_EXSCAN:
        return *total = bytes_of(&coll->send);
    case DR_COLL_GATHER:
        bytes = bytes_of(root ? &coll->recv : &coll->send);
        break;
    case DR_COLL_SCATTER:
        bytes = bytes_of(root ? &coll->send : &coll->recv);
        break;
    case DR_COLL_ALLGATHER:
    case DR_COLL_ALLTOALL:
        bytes = bytes_of(&coll->recv);
        break;
    case DR_COLL_ALLGATHERV:
        *total = bytes_of_all(&coll->recv, coll->comm->size);
        return *total / size;
    case DR_COLL_REDUCE_SCATTER:
    case DR_COLL_REDUCE_SCATTER_BLOCK:
        *total = bytes_of(&coll->send);
        return *total / size;
    default:
        break;
    }
    *total = bytes * size;
    return bytes;
}

bool dr_coll_has_bytes(enum dr_coll_operation operation)
{
    switch (operation) {
    case DR_COLL_BCAST:
    case DR_COLL_GATHER:
    case DR_COLL_SCATTER:
    case DR_COLL_ALLGATHER:
    case DR_COLL_ALLGATHERV:
    case DR_COLL_ALLTOALL:
        return true;
    default:
        return dr_coll_reduces(operation);
    }
}
