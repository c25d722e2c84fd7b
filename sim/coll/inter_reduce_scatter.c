/*
 * inter_reduce_scatter.c - the groups exchange what they combined, and the
 * first rank of each deals the other's result out.
 *
 * Cost: ceil(log2 p) (alpha + n beta + n gamma) to combine, alpha + n beta
 * across, alpha + n beta to deal it out; n the bytes of all blocks, gamma the
 * time to combine a byte.
 */
#include "coll/builders.h"
#include "coll/inter.h"

/* The blocks of this group's ranks stand in a row. */
static void deal(struct dr_schedule *schedule, const struct dr_coll *coll,
                 struct dr_span all)
{
    struct dr_blocks blocks = coll->recv;

    blocks.buffer = all.buffer;
    for (int i = 0; i < coll->comm->size; i++) {
        struct dr_span block = {blocks.buffer, dr_blocks_count(&blocks, i),
                                blocks.type};

        if (i == 0)
            dr_schedule_copy(schedule, block, dr_blocks_all(&coll->recv));
        else
            dr_schedule_send(schedule, block, i);
        blocks.buffer =
            (char *)blocks.buffer + (int64_t)block.count * blocks.type->extent;
    }
}

void dr_coll_inter_reduce_scatter(struct dr_schedule *schedule,
                                  const struct dr_coll *coll)
{
    struct dr_span result = dr_coll_inter_combine(schedule, coll), all = result;

    if (coll->comm->rank == 0) {
        all.buffer = dr_coll_elements(schedule, all.count, all.type);
        dr_schedule_recv(schedule, all, 0);
        dr_schedule_send(schedule, result, 0);
        dr_schedule_end_round(schedule);
    }
    dr_schedule_turn_to(schedule, coll->comm->local);
    if (coll->comm->rank == 0)
        deal(schedule, coll, all);
    else
        dr_schedule_recv(schedule, dr_blocks_all(&coll->recv), 0);
}
