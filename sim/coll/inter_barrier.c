/*
 * inter_barrier.c - two groups wait for each other.
 *
 * Each group waits for its own members; then the first ranks tell each other,
 * and their groups.
 *
 * Cost: (2 ceil(log2 p) + 1) alpha, p the ranks of the larger group.
 */
#include "coll/builders.h"
#include "coll/inter.h"

void dr_coll_inter_barrier(struct dr_schedule *schedule,
                           const struct dr_coll *coll)
{
    struct dr_coll mine = {.comm = coll->comm->local};
    struct dr_span nothing = {0};

    dr_schedule_turn_to(schedule, mine.comm);
    dr_coll_barrier_dissemination(schedule, &mine);
    dr_schedule_turn_to(schedule, coll->comm);
    if (coll->comm->rank == 0) {
        dr_schedule_recv(schedule, nothing, 0);
        dr_schedule_send(schedule, nothing, 0);
        dr_schedule_end_round(schedule);
    }
    dr_schedule_turn_to(schedule, mine.comm);
    dr_coll_bcast_binomial(schedule, &mine);
    dr_schedule_turn_to(schedule, coll->comm);
}
