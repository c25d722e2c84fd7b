/*
 * demand.c - what a call is like, and what algorithms demand of it.
 */
#include "coll/algorithm.h"

/* Several hosts, and fewer of them than ranks. */
static bool shared_hosts(const struct dr_comm *comm)
{
    const struct dr_rank *ranks = dr_world->ranks;
    const struct dr_host *first = ranks[dr_comm_world_rank(comm, 0)].host;
    bool several = false, together = false;

    for (int i = 1; i < comm->size && !(several && together); i++) {
        const struct dr_host *host = ranks[dr_comm_world_rank(comm, i)].host;

        several |= host != first;
        for (int k = 0; k < i && !together; k++)
            together = ranks[dr_comm_world_rank(comm, k)].host == host;
    }
    return several && together;
}

static bool equal_blocks(const struct dr_coll *coll)
{
    for (int i = 1; i < coll->comm->size; i++) {
        if (dr_blocks_count(&coll->recv, i) != dr_blocks_count(&coll->recv, 0))
            return false;
    }
    return true;
}

static bool meets(unsigned demand, const struct dr_coll *coll)
{
    unsigned size = (unsigned)coll->comm->size;

    switch (demand) {
    case DR_COMMUTATIVE:
        return coll->op->commutative;
    case DR_POWER_OF_TWO:
        return (size & (size - 1)) == 0;
    case DR_EVEN:
        return size % 2 == 0;
    case DR_TWO_RANKS:
        return size == 2;
    case DR_ELEMENT_PER_RANK:
        return coll->send.count >= size;
    case DR_NOT_IN_PLACE:
        return !coll->in_place;
    case DR_SHARED_HOSTS:
        return shared_hosts(coll->comm);
    default:
        return equal_blocks(coll);
    }
}

unsigned dr_algorithm_unmet(unsigned demands, const struct dr_coll *coll)
{
    for (unsigned i = 0; i < DR_DEMANDS; i++) {
        if (demands & 1u << i && !meets(1u << i, coll))
            return 1u << i;
    }
    return 0;
}

const char *dr_algorithm_wants(unsigned demand)
{
    static const char *const words[DR_DEMANDS] = {
        "a commutative operator",
        "a power of two of ranks",
        "an even number of ranks",
        "two ranks",
        "an element per rank",
        "a send buffer",
        "several hosts, some with several ranks",
        "equal blocks",
    };

    return words[__builtin_ctz(demand)];
}
