/*
 * barrier_tree.c - news goes up a binomial tree to rank 0, and down again.
 *
 * Cost: 2 ceil(log2 p) alpha, with 2 (p - 1) messages in all.
 *
 * Mellor-Crummey, Scott: "Algorithms for Scalable Synchronization on
 * Shared-Memory Multiprocessors", ACM TOCS 9(1), 1991.
 */
#include "coll/builders.h"
#include "coll/team.h"

void dr_coll_barrier_tree(struct dr_schedule *schedule,
                          const struct dr_coll *coll)
{
    struct dr_team team = dr_team_all(coll->comm, 0);
    struct dr_span nothing = {0};

    for (int64_t bit = 1; bit < team.size; bit *= 2) {
        if (team.me & bit) {
            dr_schedule_end_round(schedule);
            dr_schedule_send(schedule, nothing, (int)(team.me - bit));
            break;
        }
        if (team.me + bit < team.size)
            dr_schedule_recv(schedule, nothing, (int)(team.me + bit));
    }
    dr_schedule_end_round(schedule);
    dr_team_bcast(schedule, &team, nothing);
}
