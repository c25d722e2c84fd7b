/*
 * inter_reduce.c - a group combines what it has at its first rank, which sends
 * it to the other group.
 *
 * For an allreduce both groups do so: each gets the result of the other.
 *
 * Cost: ceil(log2 p) (alpha + n beta + n gamma), gamma the time to combine a
 * byte, plus alpha + n beta across; an allreduce then spreads the result by
 * another ceil(log2 p) (alpha + n beta).
 */
#include "coll/builders.h"
#include "coll/inter.h"

struct dr_span dr_coll_inter_combine(struct dr_schedule *schedule,
                                     const struct dr_coll *coll)
{
    struct dr_coll mine = *coll;
    struct dr_span result = dr_blocks_all(&coll->send);

    mine.comm = coll->comm->local;
    result.buffer = NULL;
    if (mine.comm->rank == 0)
        result.buffer =
            dr_coll_elements(schedule, coll->send.count, coll->send.type);
    dr_schedule_turn_to(schedule, mine.comm);
    dr_coll_reduce_to(schedule, &mine, 0, result.buffer);
    dr_schedule_turn_to(schedule, coll->comm);
    return result;
}

void dr_coll_inter_reduce(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    struct dr_span result;

    if (coll->root == MPI_ROOT)
        dr_schedule_recv(schedule, dr_blocks_all(&coll->recv), 0);
    if (coll->root < 0)
        return;
    result = dr_coll_inter_combine(schedule, coll);
    if (coll->comm->rank == 0)
        dr_schedule_send(schedule, result, coll->root);
}

void dr_coll_inter_allreduce(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    struct dr_coll mine = {.comm = coll->comm->local, .recv = coll->recv};
    struct dr_span result = dr_coll_inter_combine(schedule, coll);

    if (coll->comm->rank == 0) {
        dr_schedule_recv(schedule, dr_blocks_all(&coll->recv), 0);
        dr_schedule_send(schedule, result, 0);
        dr_schedule_end_round(schedule);
    }
    dr_schedule_turn_to(schedule, mine.comm);
    dr_coll_bcast_binomial(schedule, &mine);
}
