/*
 * inter_gather.c - the root hears from, or tells, each rank of the other group
 * by itself.
 *
 * Cost: alpha + p n beta, p the ranks of the other group, the root's port being
 * the limit.
 */
#include "coll/inter.h"

void dr_coll_inter_gather(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    if (coll->root >= 0)
        dr_schedule_send(schedule, dr_blocks_all(&coll->send), coll->root);
    for (int i = 0; i < coll->comm->npeers && coll->root == MPI_ROOT; i++)
        dr_schedule_recv(schedule, dr_blocks_at(&coll->recv, i), i);
}

void dr_coll_inter_scatter(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    if (coll->root >= 0)
        dr_schedule_recv(schedule, dr_blocks_all(&coll->recv), coll->root);
    for (int i = 0; i < coll->comm->npeers && coll->root == MPI_ROOT; i++)
        dr_schedule_send(schedule, dr_blocks_at(&coll->send, i), i);
}
