/*
 * barrier_dissemination.c - everyone hears of everyone in log p rounds.
 *
 * Round k: tell the rank 2^k ahead, hear from the rank 2^k behind.
 *
 * Cost: ceil(log2 p) alpha.
 *
 * Hensgen, Finkel, Manber: "Two Algorithms for Barrier Synchronization",
 * International Journal of Parallel Programming 17(1), 1988.
 */
#include "coll/builders.h"
#include "coll/team.h"

void dr_team_barrier(struct dr_schedule *schedule, const struct dr_team *team)
{
    struct dr_span nothing = {0};

    for (int64_t distance = 1; distance < team->size; distance *= 2) {
        int64_t ahead = (team->me + distance) % team->size;
        int64_t behind = (team->me - distance + team->size) % team->size;

        dr_schedule_recv(schedule, nothing, dr_team_rank(team, behind));
        dr_schedule_send(schedule, nothing, dr_team_rank(team, ahead));
        dr_schedule_end_round(schedule);
    }
}

void dr_coll_barrier_dissemination(struct dr_schedule *schedule,
                                   const struct dr_coll *coll)
{
    struct dr_team team = dr_team_all(coll->comm, 0);

    dr_team_barrier(schedule, &team);
}
