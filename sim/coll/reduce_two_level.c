/*
 * reduce_two_level.c - within each host first, then between hosts.
 *
 * The root leads its host, the lowest rank every other one; both levels are
 * binomial trees.
 *
 * Cost: a tree within a host, ceil(log2 h) (alpha + n beta + n gamma) between h
 * hosts.
 *
 * Karonis et al.: "Exploiting Hierarchy in Parallel Computer Networks to
 * Optimize Collective Operation Performance", IPDPS 2000.
 */
#include "coll/builders.h"
#include "coll/team.h"
#include "coll/vector.h"

void dr_coll_reduce_two_level(struct dr_schedule *schedule,
                              const struct dr_coll *coll)
{
    struct dr_team host = dr_team_host(coll->comm, coll->root);
    struct dr_team leaders = dr_team_leaders(coll->comm, coll->root);
    const void *sum = dr_team_reduce(schedule, coll, &host, coll->send.buffer);

    if (leaders.me < 0)
        return;
    sum = dr_team_reduce(schedule, coll, &leaders, sum);
    if (sum)
        dr_vector_move(schedule, coll, sum, coll->recv.buffer);
}
