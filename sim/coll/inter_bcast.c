/*
 * inter_bcast.c - the root tells the first rank of the other group, and that
 * rank its group.
 *
 * Cost: (1 + ceil(log2 p)) (alpha + n beta), p the ranks of the group that
 * receives.
 */
#include "coll/builders.h"
#include "coll/inter.h"

void dr_coll_inter_bcast(struct dr_schedule *schedule,
                         const struct dr_coll *coll)
{
    struct dr_coll mine = {.comm = coll->comm->local, .recv = coll->recv};
    struct dr_span data = dr_blocks_all(&coll->recv);

    if (coll->root == MPI_ROOT)
        dr_schedule_send(schedule, data, 0);
    if (coll->root < 0)
        return;
    if (coll->comm->rank == 0) {
        dr_schedule_recv(schedule, data, coll->root);
        dr_schedule_end_round(schedule);
    }
    dr_schedule_turn_to(schedule, mine.comm);
    dr_coll_bcast_binomial(schedule, &mine);
}
