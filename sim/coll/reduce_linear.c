/*
 * reduce_linear.c - everyone sends to the root, which combines one by one.
 *
 * From the highest rank down, so that results combine in rank order.
 *
 * Cost: (p - 1) (alpha + n beta + n gamma), the root doing it all.
 */
#include "coll/builders.h"
#include "coll/vector.h"

void dr_coll_reduce_linear_to(struct dr_schedule *schedule,
                              const struct dr_coll *coll, int root,
                              void *result)
{
    struct dr_part whole = dr_part_whole(coll);
    int size = coll->comm->size;
    void *sum, *theirs;

    if (coll->comm->rank != root) {
        dr_schedule_send(schedule, dr_part_span(coll, coll->send.buffer, whole),
                         root);
        dr_schedule_end_round(schedule);
        return;
    }
    sum = dr_vector_scratch(schedule, coll);
    theirs = size > 1 ? dr_vector_scratch(schedule, coll) : NULL;
    for (int i = size - 1; i >= 0; i--) {
        void *to = i == size - 1 ? sum : theirs;

        if (i == root) {
            dr_vector_move(schedule, coll, coll->send.buffer, to);
        } else {
            dr_schedule_recv(schedule, dr_part_span(coll, to, whole), i);
            dr_schedule_end_round(schedule);
        }
        if (i < size - 1)
            dr_vector_combine(schedule, coll, to, sum, whole);
    }
    dr_vector_move(schedule, coll, sum, result);
    dr_schedule_end_round(schedule);
}

void dr_coll_reduce_linear(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    dr_coll_reduce_linear_to(schedule, coll, coll->root, coll->recv.buffer);
}
