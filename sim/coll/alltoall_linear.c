/*
 * alltoall_linear.c - everyone sends to everyone at once.
 *
 * Rank r begins with its neighbour r + 1, so that at any moment all targets
 * differ.
 *
 * Cost: alpha + (p - 1) n beta.
 */
#include "coll/builders.h"

/* In place, outgoing blocks are copied away before incoming ones arrive. */
static struct dr_span outgoing(struct dr_schedule *schedule,
                               const struct dr_coll *coll, int peer)
{
    struct dr_span block, copy;

    if (!coll->in_place)
        return dr_blocks_at(&coll->send, peer);
    block = dr_blocks_at(&coll->recv, peer);
    copy = block;
    copy.buffer = dr_coll_elements(schedule, block.count, block.type);
    dr_schedule_copy(schedule, block, copy);
    return copy;
}

void dr_coll_alltoall_linear(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    int size = coll->comm->size, rank = coll->comm->rank;

    for (int i = 1; i < size; i++) {
        int source = (rank - i + size) % size;

        dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, source), source);
    }
    for (int i = 1; i < size; i++) {
        int target = (rank + i) % size;

        dr_schedule_send(schedule, outgoing(schedule, coll, target), target);
    }
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_at(&coll->send, rank),
                         dr_blocks_at(&coll->recv, rank));
}
