/*
 * inter_alltoall.c - everyone sends to everyone of the other group at once: a
 * block for each, or for an allgather the same to all.
 *
 * Rank r begins with rank r of the other group, so that at any moment targets
 * differ.
 *
 * Cost: alpha + p n beta, p the ranks of the larger group.
 */
#include "coll/inter.h"

static void receive(struct dr_schedule *schedule, const struct dr_coll *coll)
{
    for (int i = 0; i < coll->comm->npeers; i++)
        dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, i), i);
}

static int target(const struct dr_coll *coll, int i)
{
    return (int)(((int64_t)coll->comm->rank + i) % coll->comm->npeers);
}

void dr_coll_inter_alltoall(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    receive(schedule, coll);
    for (int i = 0; i < coll->comm->npeers; i++) {
        int peer = target(coll, i);

        dr_schedule_send(schedule, dr_blocks_at(&coll->send, peer), peer);
    }
}

void dr_coll_inter_allgather(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    receive(schedule, coll);
    for (int i = 0; i < coll->comm->npeers; i++)
        dr_schedule_send(schedule, dr_blocks_all(&coll->send), target(coll, i));
}
