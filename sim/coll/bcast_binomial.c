/*
 * bcast_binomial.c - the data goes down a binomial tree from the root.
 *
 * Ranks count from the root; a rank hears from the one that lacks its lowest
 * set bit and tells those that add a lower bit.
 *
 * Cost: ceil(log2 p) (alpha + n beta).
 *
 * Thakur, Rabenseifner, Gropp: "Optimization of Collective Communication
 * Operations in MPICH", IJHPCA 19(1), 2005.
 */
#include "coll/builders.h"
#include "coll/team.h"

void dr_team_bcast(struct dr_schedule *schedule, const struct dr_team *team,
                   struct dr_span data)
{
    int64_t bit = 1;

    dr_schedule_lend(schedule);
    while (bit < team->size && !(team->me & bit))
        bit *= 2;
    if (team->me != 0) {
        dr_schedule_recv(schedule, data, dr_team_rank(team, team->me - bit));
        dr_schedule_end_round(schedule);
    }
    for (bit /= 2; bit > 0; bit /= 2) {
        if (team->me + bit < team->size)
            dr_schedule_send(schedule, data,
                             dr_team_rank(team, team->me + bit));
    }
    dr_schedule_end_round(schedule);
}

void dr_coll_bcast_binomial(struct dr_schedule *schedule,
                            const struct dr_coll *coll)
{
    struct dr_team team = dr_team_all(coll->comm, coll->root);

    dr_team_bcast(schedule, &team, dr_blocks_all(&coll->recv));
}
