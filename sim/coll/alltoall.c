/*
 * alltoall.c - what the algorithms of the all-to-all operations begin with.
 */
#include "coll/alltoall.h"

struct dr_outgoing dr_alltoall_begin(struct dr_schedule *schedule,
                                     const struct dr_coll *coll)
{
    struct dr_outgoing outgoing = {.coll = coll};
    int size = coll->comm->size, rank = coll->comm->rank;

    dr_schedule_lend(schedule);
    if (!coll->in_place) {
        dr_schedule_copy(schedule, dr_blocks_at(&coll->send, rank),
                         dr_blocks_at(&coll->recv, rank));
        return outgoing;
    }
    outgoing.saved = dr_row_packed(schedule, &coll->recv, size, 0);
    dr_row_fill(schedule, &outgoing.saved, 0, size);
    return outgoing;
}

void dr_alltoall_send(struct dr_schedule *schedule,
                      const struct dr_outgoing *outgoing, int target)
{
    struct dr_span block = outgoing->saved.memory
                               ? dr_row_span(&outgoing->saved, target, 1)
                               : dr_blocks_at(&outgoing->coll->send, target);

    dr_schedule_send(schedule, block, target);
}

void dr_alltoall_recv(struct dr_schedule *schedule, const struct dr_coll *coll,
                      int source)
{
    dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, source), source);
}
