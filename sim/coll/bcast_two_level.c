/*
 * bcast_two_level.c - one rank of each host first, then the others there.
 *
 * The root leads its host, the lowest rank every other one; both levels are
 * binomial trees.
 *
 * Cost: ceil(log2 h) (alpha + n beta) between h hosts, and a tree within one.
 *
 * Karonis et al.: "Exploiting Hierarchy in Parallel Computer Networks to
 * Optimize Collective Operation Performance", IPDPS 2000.
 */
#include "coll/builders.h"
#include "coll/team.h"

void dr_coll_bcast_two_level(struct dr_schedule *schedule,
                             const struct dr_coll *coll)
{
    struct dr_team host = dr_team_host(coll->comm, coll->root);
    struct dr_team leaders = dr_team_leaders(coll->comm, coll->root);
    struct dr_span data = dr_blocks_all(&coll->recv);

    if (leaders.me >= 0)
        dr_team_bcast(schedule, &leaders, data);
    dr_team_bcast(schedule, &host, data);
}
