/*
 * allgather.c - what the algorithms of allgather begin and end with.
 */
#include "coll/allgather.h"

static int own_position(const struct dr_coll *coll, const struct dr_row *row)
{
    return (coll->comm->rank - row->first + row->size) % row->size;
}

void dr_allgather_begin(struct dr_schedule *schedule,
                        const struct dr_coll *coll, const struct dr_row *row)
{
    dr_schedule_lend(schedule);
    if (!coll->in_place)
        dr_schedule_copy(schedule, dr_blocks_all(&coll->send),
                         dr_blocks_at(&coll->recv, coll->comm->rank));
    dr_row_fill(schedule, row, own_position(coll, row), 1);
    dr_schedule_end_round(schedule);
}

void dr_allgather_end(struct dr_schedule *schedule, const struct dr_coll *coll,
                      const struct dr_row *row)
{
    int own = own_position(coll, row);

    dr_row_empty(schedule, row, 0, own);
    dr_row_empty(schedule, row, own + 1, row->size - own - 1);
}
